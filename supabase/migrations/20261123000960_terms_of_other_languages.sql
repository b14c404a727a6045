-- What the papers of Spanish families are called in Catalan, Galician, Portuguese, French and Basque. They stand with the
-- Spanish terms, because a family asks in one language for a paper in another. A line has few Spanish words, and only those
-- that mean the same: what is related in Spanish is in 20261123000570_terms_of_family_papers.sql.

select ocr.relate_terms($terms$
factura, recibo, fatura, facture, faktura, rebut |
recibo, rebut, reçu, ordainagiri, quittance |
luz, electricidad, eléctrico, llum, electricitat, electricidade, eletricidade, électricité, argindar |
agua, aigua, auga, água, eau |
alcantarillado, clavegueram, sumidoiros, esgoto, assainissement |
basura, escombraries, lixo, ordures |
teléfono, telèfon, telefone, téléphone, telefono |
móvil, mòbil, telemóvel, mugikor |
nómina, salarios, folha de pagamento, recibo de vencimento, fiche de paie, bulletin de salaire, soldata | payslip
seguro, póliza, assegurança, pòlissa, apólice, assurance, aseguru |
coche, automóvil, vehículo, turismo, cotxe, voiture, véhicule, veículo, vehicle |
hogar, vivienda, casa, llar, habitatge, vivenda, fogar, moradia, maison, logement, etxebizitza, etxe |
piso, pis, appartement, apartamento |
alquiler, arrendamiento, lloguer, arrendament, aluguer, alugueiro, arrendamento, loyer, contrat de location, alokairu |
contrato, contracte, contrat, kontratu |
arrendador, arrendadora, senhorio, propriétaire, bailleur |
inquilino, arrendatario, llogater, arrendatari, locataire, maizter |
plaza de garaje, aparcament, praza de garaxe, garagem, garatge |
fianza, fiança, dépôt de garantie, fidantza |
hipoteca, préstamo hipotecario, préstec hipotecari, préstimo hipotecario, crédit immobilier, hipoteka |
préstamo, préstec, empréstimo, préstimo, mailegu |
escritura, compraventa, escriptura, compravenda, acte de vente, eskritura |
banco, banc, caixa, banque, banku |
extracto, extracte, extrato, relevé de compte, laburpen |
transferencia, transferència, transferência, virement, transferentzia |
tarjeta, targeta, cartão, tarxeta, carte bancaire, txartel |
impuesto, impost, imposto, impôt, zerga, tribut |
ibi, impuesto sobre bienes inmuebles, béns immobles, bens inmobles, taxe foncière, ondasun higiezin | property tax, council tax
impuesto de circulación, impuesto sobre vehículos, impost sobre vehicles, tracción mecánica, tracció mecànica | road tax, vehicle tax
renta, declaració de la renda, declaración da renda, impôt sur le revenu, errenta aitorpen |
hacienda, hisenda, facenda, ogasun |
ayuntamiento, ajuntament, concello, câmara municipal, mairie, udal |
multa, denúncia, amende, contravention, coima, isun |
velocidad, velocitat, velocidade, vitesse, abiadura |
taller, oficina mecánica, tailer |
inspección técnica, inspecció tècnica, contrôle technique |
colegio, escuela, escola, école, ikastetxe, eskola |
instituto, institut, lycée, institutu |
notas, calificaciones, qualificacions, avaliacións, cualificacións, butlletí, bulletin scolaire, avaliação |
evaluación, avaluació, avaliación, avaliação, ebaluazio |
excursión, sortida, excursió, saída, excursão, sortie, irteera, txango |
campamento, colonias, colònies, campaments, colonie de vacances, udaleku |
comedor escolar, comedor, menjador, cantine, xantar escolar, jantoki |
matrícula, preinscripción, preinscripció, matrikula |
inscripción, inscripció, inscrição, inscription |
libros, llibres, livros, livres, liburu |
beca, bolsa de estudos, bourse, beka |
ayuda, ajut, axuda, laguntza |
médico, metge, médecin |
cita, citación, citació, rendez-vous, hitzordu |
analítica, análisis, anàlisi, análise, prise de sang, odol analisi |
vacuna, vacunación, vacina, vaccin, vacinação, txerto |
receta, recepta, ordonnance, receita, errezeta |
urgencias, urgències, urxencias, urgences, larrialdi |
oculista, oftalmología, oftalmólogo, oftalmòleg, oftalmoloxía, ophtalmologue |
traumatólogo, traumatología, traumatòleg, traumatoloxía |
dentista, dentiste |
gafas, ulleres, lunettes, lunetas, óculos, betaurreko |
garantía, garantia, garantie, berme |
lavadora, rentadora, lave-linge, garbigailu, máquina de lavar |
nevera, frigorífico, frigorífic, réfrigérateur, hozkailu |
ordenador, ordinador, computador, ordinateur, ordenagailu |
bicicleta, vélo, bizikleta |
muebles, mobles, meubles, móveis, altzari |
mudanza, trasllat, mudança, déménagement |
fontanero, lampista, instal·lacions, plombier, iturgin, encanador |
ventana, finestra, fiestra, fenêtre, xanela, janela, leiho |
presupuesto, pressupost, orzamento, devis, orçamento, aurrekontu |
comunidad de propietarios, comunitat de propietaris, copropriété, jabekideen erkidego |
empadronamiento, padrón, empadronament, volante, volant, recenseamento, errolda |
documento nacional de identidad, dni, document d'identitat, carte d'identité, nan |
pasaporte, passaport, passaporte, passeport |
caducar, caduque, caducidade, iraungi |
vacaciones, vacances, vacacións, férias, oporrak |
vuelo, voo, hegaldi, bitllet d'avió, billet d'avion |
alojamiento, allotjament, aloxamento, hébergement, ostatu |
peaje, peatge, peaxe, portagem, péage, bidesari |
farmacia, farmàcia, pharmacie |
supermercado, supermercat, supermarché |
tique, tiquet, ticket |
perro, gos, gossa, cão, chien, txakur |
gimnasio, gimnàs, ximnasio, salle de sport |
pensión, pensió, pentsio, retraite |
cementerio, cementiri, cemiterio, cemitério, cimetière, hilerri, nínxol |
baja, baixa, résiliation |
pago, pagament, pagamento, paiement, ordainketa |
$terms$);
