-- Made from supabase/related_terms.txt by `python -m local.related_terms`; change that file, not this one.

select ocr.list_terms($terms$
= casa, piso, vivienda, hogar, apartamento, inmueble, finca | home, house, dwelling, flat, apartment
= mesa, escritorio, pupitre | table, desk
= edificio, bloque | building
= habitación, cuarto, dormitorio | room, bedroom
= baño, cuarto de baño, aseo, lavabo | bathroom, toilet
= dueño, propietario | owner, proprietor
= vecino, vecindad, vecindario | neighbour, neighbours
= alquiler, alquilar, arrendamiento, arrendar, arriendo | rent, rental, lease
= dirección, domicilio, señas | address
= coche, automóvil, vehículo, turismo, auto, carro | car, vehicle, automobile
= moto, motocicleta | motorcycle, motorbike
= barco, embarcación | boat, vessel
= tren, ferrocarril, ferroviario | train, railway
= billete, pasaje, boleto | ticket, fare
= maleta, equipaje | luggage, baggage, suitcase
= viaje, viajar, desplazamiento, trayecto | trip, travel, journey
= excursión, salida, salida escolar | school trip, excursion, field trip
= hotel, alojamiento, hospedaje, establecimiento hotelero | hotel, accommodation, lodging
= reserva, reservar | booking, reservation
= contrato, contratación, contratar | contract
= acuerdo, pacto, convenio | agreement
= firma, firmar, rúbrica | signature, sign
= pago, pagar, abono, abonar | payment, pay
= factura, facturación, facturar, factura simplificada | invoice, bill
= recibo, comprobante, resguardo | receipt, proof of payment
= precio, importe, coste, costo | price, cost, amount
= dinero, plata | money
= cuenta, cuenta bancaria, cuenta corriente | account, bank account
= banco, entidad bancaria, entidad financiera | bank, financial institution
= deuda, débito, cantidad adeudada | debt, amount owed
= impuesto, tributo | tax
= multa, sanción | fine, penalty
= regalo, obsequio | gift, present
= seguro, póliza, contrato de seguro | insurance, policy
= accidente, siniestro, percance | accident
= daño, perjuicio, desperfecto | damage
= incendio, fuego | fire
= robo, robar, hurto, sustracción | theft, robbery, stolen
= ruido, ruidoso, contaminación acústica | noise
= basura, residuos, desechos, desperdicios | rubbish, waste, garbage
= luz, electricidad, eléctrico, energía eléctrica, suministro eléctrico | electricity, power, electric
= agua, suministro de agua, abastecimiento de agua | water, water supply
= gas, gas natural | gas, natural gas
= teléfono, telefónico, línea telefónica | telephone, phone
= móvil, teléfono móvil, celular | mobile phone, cell phone
= ordenador, computadora, equipo informático | computer
= televisión, televisor, tele | television
= carta, correspondencia | letter, mail
= trabajo, empleo, laboral, puesto de trabajo | job, work, employment
= trabajador, empleado, asalariado | worker, employee
= empresa, compañía | company, firm
= jefe, patrón, empleador | boss, employer
= sueldo, salario, paga, remuneración, retribución | salary, wage, pay
= vacaciones, vacacional, días libres | holiday, vacation
= despido, despedir, extinción del contrato | dismissal, layoff
= médico, doctor, facultativo | doctor, physician
= hospital, centro hospitalario | hospital
= enfermedad, enfermo, dolencia, patología | illness, disease, ill
= dolor, doler, dolorido | pain, ache
= medicina, medicamento, fármaco, medicación | medicine, drug, medication
= receta, prescripción, receta médica | prescription
= operación, cirugía, intervención quirúrgica, quirúrgico | surgery, operation
= urgencia, emergencia | emergency, urgent
= cita, cita previa, cita médica | appointment
= corazón, cardíaco | heart, cardiac
= cabeza, craneal | head
= ojo, ocular | eye
= vista, visión, visual | eyesight, sight, vision
= oído, auditivo, audición | ear, hearing
= diente, muela, dental, dentario | tooth, teeth, dental
= piel, cutáneo | skin
= hueso, óseo | bone
= estómago, gástrico | stomach
= espalda, dorsal | back
= sangre, sanguíneo | blood
= pelo, cabello, capilar | hair
= fiebre, febril | fever
= peso, pesar, corporal | weight
= embarazo, embarazada, gestación, gestante | pregnancy, pregnant
= nacer, nacido, nacimiento | born, birth
= bebé, recién nacido, lactante | baby, newborn, infant
= niño, niña, menor, menor de edad, infantil, crío | child, minor, kid
= hijo, hija, descendiente | son, daughter, child
= padre, papá, progenitor | father, dad, parent
= madre, mamá, progenitora | mother, mum, mom
= marido, esposo, cónyuge | husband, spouse
= esposa, cónyuge | wife, spouse
= familia, familiar, unidad familiar | family
= boda, matrimonio, casarse, casamiento | wedding, marriage
= divorcio, divorciarse, disolución del matrimonio | divorce
= muerte, morir, fallecimiento, defunción, deceso | death, die
= muerto, fallecido, difunto, finado | dead, deceased
= perro, perra, can, canino | dog, canine
= gato, gata, felino | cat, feline
= caballo, equino | horse
= escuela, colegio, cole, centro educativo, centro escolar, centro docente | school
= universidad, universitario | university, college
= profesor, profesora, maestro, docente | teacher
= alumno, alumnado, estudiante | student, pupil
= examen, examinarse, prueba | exam, test
= abogado, abogada, letrado | lawyer, attorney, solicitor
= juez, jueza, magistrado | judge
= tribunal, juzgado | court
= cárcel, prisión, centro penitenciario | prison, jail
= crimen, delito | crime, offence
= ley, legislación | law
= permiso, permitir, autorización, autorizar | permission, permit
= extranjero, extranjería | foreigner, immigration
= ejército, militar | army, military
= iglesia, parroquia | church, parish
= fiesta, celebración, festejo | party, celebration
= premio, galardón | prize, award
= fútbol, balompié | football, soccer
= tienda, comercio, establecimiento | shop, store
= ropa, vestimenta | clothes, clothing
= comida, alimentación | food
= pedir, solicitar, petición, solicitud | apply, application, request
= enviar, envío, mandar, remitir | send
= comprar, compra, adquirir, adquisición | buy, purchase
= vender, venta | sell, sale
= devolver, devolución, reembolso, reintegro | refund, return
= cambiar, cambio, modificar, modificación | change, modify
= arreglar, arreglo, reparar, reparación | repair, fix
= romper, roto, rotura | break, broken
= limpiar, limpieza | clean, cleaning
= empezar, comenzar, comienzo, inicio, iniciar | start, begin
= terminar, acabar, finalizar, finalización | end, finish
= elegir, elección, escoger, optar | choose, choice
= error, errata, equivocación, equivocarse | mistake, error
= problema, incidencia | problem, issue
= ayuda, ayudar, auxilio | help, aid
= año, anual, anualidad | year, yearly, annual
= mes, mensual | month, monthly
= semana, semanal | week, weekly
= noche, nocturno | night
= tarde, vespertino | afternoon, evening
= verano, estival | summer
= invierno, invernal | winter
= navidad, navideño | christmas
= factura, recibo, fatura, facture, faktura, rebut |
= recibo, rebut, reçu, ordainagiri, quittance |
= luz, electricidad, eléctrico, llum, electricitat, electricidade, eletricidade, électricité, argindar |
= agua, aigua, auga, água, eau |
= alcantarillado, clavegueram, sumidoiros, esgoto, assainissement |
= basura, escombraries, lixo, ordures |
= teléfono, telèfon, telefone, téléphone, telefono |
= móvil, mòbil, telemóvel, mugikor |
= nómina, salarios, folha de pagamento, recibo de vencimento, fiche de paie, bulletin de salaire, soldata | payslip
= seguro, póliza, assegurança, pòlissa, apólice, assurance, aseguru |
= coche, automóvil, vehículo, turismo, cotxe, voiture, véhicule, veículo, vehicle |
= hogar, vivienda, casa, llar, habitatge, vivenda, fogar, moradia, maison, logement, etxebizitza, etxe |
= piso, pis, appartement, apartamento |
= alquiler, arrendamiento, lloguer, arrendament, aluguer, alugueiro, arrendamento, loyer, contrat de location, alokairu |
= contrato, contracte, contrat, kontratu |
= arrendador, arrendadora, senhorio, propriétaire, bailleur |
= inquilino, arrendatario, llogater, arrendatari, locataire, maizter |
= plaza de garaje, aparcament, praza de garaxe, garagem, garatge |
= fianza, fiança, dépôt de garantie, fidantza |
= hipoteca, préstamo hipotecario, préstec hipotecari, préstimo hipotecario, crédit immobilier, hipoteka |
= préstamo, préstec, empréstimo, préstimo, mailegu |
= escritura, compraventa, escriptura, compravenda, acte de vente, eskritura |
= banco, banc, caixa, banque, banku |
= extracto, extracte, extrato, relevé de compte, laburpen |
= transferencia, transferència, transferência, virement, transferentzia |
= tarjeta, targeta, cartão, tarxeta, carte bancaire, txartel |
= impuesto, impost, imposto, impôt, zerga, tribut |
= ibi, impuesto sobre bienes inmuebles, béns immobles, bens inmobles, taxe foncière, ondasun higiezin | property tax, council tax
= impuesto de circulación, impuesto sobre vehículos, impost sobre vehicles, tracción mecánica, tracció mecànica | road tax, vehicle tax
= renta, declaració de la renda, declaración da renda, impôt sur le revenu, errenta aitorpen |
= hacienda, hisenda, facenda, ogasun |
= ayuntamiento, ajuntament, concello, câmara municipal, mairie, udal |
= multa, denúncia, amende, contravention, coima, isun |
= velocidad, velocitat, velocidade, vitesse, abiadura |
= taller, oficina mecánica, tailer |
= inspección técnica, inspecció tècnica, contrôle technique |
= colegio, escuela, escola, école, ikastetxe, eskola |
= instituto, institut, lycée, institutu |
= notas, calificaciones, qualificacions, avaliacións, cualificacións, butlletí, bulletin scolaire, avaliação |
= evaluación, avaluació, avaliación, avaliação, ebaluazio |
= excursión, sortida, excursió, saída, excursão, sortie, irteera, txango |
= campamento, colonias, colònies, campaments, colonie de vacances, udaleku |
= comedor escolar, comedor, menjador, cantine, xantar escolar, jantoki |
= matrícula, preinscripción, preinscripció, matrikula |
= inscripción, inscripció, inscrição, inscription |
= libros, llibres, livros, livres, liburu |
= beca, bolsa de estudos, bourse, beka |
= ayuda, ajut, axuda, laguntza |
= médico, metge, médecin |
= cita, citación, citació, rendez-vous, hitzordu |
= analítica, análisis, anàlisi, análise, prise de sang, odol analisi |
= vacuna, vacunación, vacina, vaccin, vacinação, txerto |
= receta, recepta, ordonnance, receita, errezeta |
= urgencias, urgències, urxencias, urgences, larrialdi |
= oculista, oftalmología, oftalmólogo, oftalmòleg, oftalmoloxía, ophtalmologue |
= traumatólogo, traumatología, traumatòleg, traumatoloxía |
= dentista, dentiste |
= gafas, ulleres, lunettes, lunetas, óculos, betaurreko |
= garantía, garantia, garantie, berme |
= lavadora, rentadora, lave-linge, garbigailu, máquina de lavar |
= nevera, frigorífico, frigorífic, réfrigérateur, hozkailu |
= ordenador, ordinador, computador, ordinateur, ordenagailu |
= bicicleta, vélo, bizikleta |
= muebles, mobles, meubles, móveis, altzari |
= mudanza, trasllat, mudança, déménagement |
= fontanero, lampista, instal·lacions, plombier, iturgin, encanador |
= ventana, finestra, fiestra, fenêtre, xanela, janela, leiho |
= presupuesto, pressupost, orzamento, devis, orçamento, aurrekontu |
= comunidad de propietarios, comunitat de propietaris, copropriété, jabekideen erkidego |
= empadronamiento, padrón, empadronament, (volante), volant, recenseamento, errolda |
= documento nacional de identidad, dni, document d'identitat, carte d'identité, nan |
= pasaporte, passaport, passaporte, passeport |
= caducar, caduque, caducidade, iraungi |
= vacaciones, vacances, vacacións, férias, oporrak |
= vuelo, voo, hegaldi, bitllet d'avió, billet d'avion |
= alojamiento, allotjament, aloxamento, hébergement, ostatu |
= peaje, peatge, peaxe, portagem, péage, bidesari |
= farmacia, farmàcia, pharmacie |
= supermercado, supermercat, supermarché |
= tique, tiquet, ticket |
= perro, gos, gossa, cão, chien, txakur |
= gimnasio, gimnàs, ximnasio, salle de sport |
= pensión, pensió, pentsio, retraite |
= cementerio, cementiri, cemiterio, cemitério, cimetière, hilerri, nínxol |
= baja, baixa, résiliation |
= pago, pagament, pagamento, paiement, ordainketa |
= arrendador, casero, propietario, dueño, parte arrendadora | landlord, landlady, owner
arrendatario, inquilino, parte arrendataria, locatario | tenant, lessee, renter
(alquiler), (alquilar), arrendamiento, arrendar, renta, locación | rent, rental, lease
subarriendo, subarrendar, subalquilar, realquilar, cesión del contrato | sublet, sublease
fianza, (depósito), garantía, depósito en garantía | deposit, security deposit, bond
avalista, fiador, aval, avalar, garante, afianzar | guarantor, co-signer, surety
vivienda, (casa), (piso), domicilio, inmueble, apartamento, (departamento), finca, (hogar) | home, house, flat, apartment, dwelling, property
(habitación), (cuarto), (dormitorio), alcoba, (pieza), recámara | room, bedroom
= salón, sala de estar, cuarto de estar | living room, lounge, dining room
(salón), (sala de estar), comedor, (cuarto de estar) | living room, lounge, dining room
(cocina), (cocinar), office | kitchen
(baño), cuarto de baño, aseo, (servicio), lavabo, váter, retrete | bathroom, toilet, restroom
= garaje, plaza de garaje, aparcamiento, cochera, parking, estacionamiento | garage, parking space, car park
trastero, cuarto trastero, desván, buhardilla, bodega | storage room, box room, attic
terraza, balcón, azotea, galería | terrace, balcony, roof terrace
(jardín), zona ajardinada, jardinería, jardinero, césped, (poda) | garden, gardening, gardener, lawn
= piscina, alberca | swimming pool, lifeguard
(piscina), alberca, pileta, socorrista | swimming pool, lifeguard
= ascensor, elevador, aparato elevador | lift, elevator
portal, (escalera), rellano, zaguán, elementos comunes, zona común | hallway, stairs, landing, common areas
portero, conserje, portería, conserjería | doorman, caretaker, concierge
portero automático, telefonillo, videoportero, interfono, timbre | intercom, entry phone, doorbell
tejado, (cubierta), (techo), teja, azotea | roof, roofing, tiles
fachada, exterior del edificio, revestimiento, muro exterior | facade, outer wall
= pared, muro, tabique | wall, partition
(pared), (muro), tabique, medianera, paramento | wall, partition
(techo), falso techo, escayola, forjado | ceiling, plaster
= suelo, pavimento, solado | floor, flooring, parquet
(suelo), pavimento, (solado), (parqué), tarima, (piso), baldosa | floor, flooring, parquet
azulejo, alicatado, alicatar, baldosa, cerámica, gres | tile, tiling
(puerta), puerta de entrada, puerta blindada, puerta acorazada | door, front door, security door
= ventana, acristalamiento, ventanal, cerramiento | window, glazing
(ventana), carpintería exterior, acristalamiento, ventanal, cerramiento | window, glazing
= cristal, vidrio | glass, pane, broken glass
(cristal), vidrio, (luna), vidriería, rotura de cristales | glass, pane, broken glass
persiana, toldo, estor, cortina, lama | blind, shutter, awning, curtain
cerradura, cerrajero, cerrajería, bombín, cilindro, cerrojo | lock, locksmith
= llave, juego de llaves, copia de llave | key, set of keys, remote control
(llave), juego de llaves, mando a distancia, copia de llave | key, set of keys, remote control
fuga, (escape), filtración, gotera, pérdida de agua, humedad, inundación, daños por agua | leak, water leak, water damage, flood
humedad, moho, condensación, mancha de humedad, capilaridad | damp, mould, condensation
fontanero, fontanería, plomero, plomería, gasfiter, instalación de agua | plumber, plumbing
tubería, cañería, bajante, conducción, desagüe, caño | pipe, drain, downpipe
atasco, desatasco, desatascar, obstrucción, tubería atascada | blocked drain, blockage, unclogging
grifo, grifería, monomando, llave de paso, canilla | tap, faucet, stopcock
inodoro, sanitario, cisterna, váter, bidé, (taza) | toilet, cistern, bidet
(ducha), bañera, plato de ducha, mampara, tina | shower, bathtub, shower screen
caldera, calentador, termo, agua caliente, caldera de gas, acumulador, boiler | boiler, water heater, hot water
calefacción, radiador, calefactor, suelo radiante, estufa | heating, radiator, heater
aire acondicionado, climatización, split, bomba de calor, equipo de frío | air conditioning, heat pump
electricista, instalación eléctrica, (cableado), boletín eléctrico, cuadro eléctrico | electrician, wiring, electrical installation
enchufe, toma de corriente, interruptor, tomacorriente | socket, plug, switch
bombilla, lámpara, luminaria, iluminación, alumbrado, foco | bulb, lamp, lighting
(obra), reforma, rehabilitación, remodelación, reformar, refacción | renovation, building works, refurbishment, remodeling
albañil, albañilería, constructor, constructora, reformista, maestro de obras | builder, bricklayer, contractor
= pintura, pintor, pintar, pintado | paint, painter, painting
(pintura), pintor, (pintar), (pintado), esmalte | paint, painter, painting
carpintero, carpintería, ebanista, (madera) | carpenter, joiner, woodwork
andamio, grúa, contenedor de escombros, saco de escombros, escombro | scaffolding, crane, skip, rubble
arquitecto, aparejador, arquitecto técnico, dirección facultativa, ingeniero | architect, quantity surveyor, building engineer
(plano), proyecto técnico, (planta), croquis, memoria técnica | plan, blueprint, drawing, floor plan
licencia de obra, permiso de obra, declaración responsable, licencia urbanística | building permit, planning permission
aislamiento, aislante, impermeabilización, impermeabilizar, tela asfáltica | insulation, waterproofing
certificado energético, certificado eficiencia energética, etiqueta energética, calificación energética | energy certificate, epc, energy rating
cédula de habitabilidad, licencia primera ocupación, (habitabilidad) | occupancy certificate, certificate of habitability
inspección técnica edificio, ite, iee, informe evaluación edificio | building inspection
catastro, referencia catastral, catastral, parcela, ficha catastral | land registry, cadastre, cadastral reference
registro propiedad, nota simple, inscripción registral, finca registral, (registrador) | land registry, title register, title extract
escritura, escritura pública, título de propiedad, escriturar, elevación a público | deed, title deed, notarial deed
compraventa, (compra), (comprar), adquisición, adquirir, transmisión | purchase, sale, buying, acquisition
comprador, parte compradora, adquirente, adquiriente | buyer, purchaser
vendedor, parte vendedora, transmitente, (vender) | seller, vendor
arras, (señal), paga y señal, contrato de arras, contrato de reserva | earnest money, down payment, deposit contract
inmobiliaria, agencia inmobiliaria, agente inmobiliario, api, corredor de fincas | estate agent, real estate agency, realtor
tasación, tasador, tasar, (valoración), avalúo, peritación | valuation, appraisal, appraiser
metro cuadrado, (superficie), superficie útil, superficie construida, metraje | square metre, floor area, surface
(linde), lindero, deslinde, colindante, límite de parcela | boundary, plot boundary
= terreno, solar, parcela, finca rústica | plot, land, lot
(terreno), (solar), parcela, (suelo), finca rústica, lote, huerta | plot, land, lot
desahucio, (lanzamiento), desalojo, echar del piso, desahuciar, expulsión | eviction
okupa, ocupación ilegal, usurpación, allanamiento | squatter, squatting
inventario, mobiliario, relación de muebles, enseres, ajuar | inventory, furniture list, contents
= comunidad de propietarios, comunidad de vecinos, comunidad | homeowners association, community of owners, residents association
comunidad de propietarios, comunidad de vecinos, (comunidad), mancomunidad, consorcio, copropiedad | homeowners association, community of owners, residents association
administrador de fincas, administrador, secretario administrador, gestor de fincas | property manager, building manager
= junta de propietarios, junta, reunión de vecinos, asamblea, junta ordinaria, junta extraordinaria | owners meeting, general meeting, neighbours meeting
acta, acta de junta, (minuta) | minutes, record of meeting
convocatoria, citación, orden del día, aviso de reunión | notice of meeting, agenda
presidente de comunidad, (presidente), vicepresidente | president, chairman
= vecino, copropietario, comunero, vecindad | neighbour, co-owner, resident
(vecino), copropietario, comunero, vecindad, residente | neighbour, co-owner, resident
derrama, cuota extraordinaria, gasto extraordinario, aportación extraordinaria | special assessment, extraordinary levy
cuota de comunidad, gastos de comunidad, gastos comunes, recibo de comunidad, expensas | community fee, service charge, hoa fee
coeficiente de participación, cuota de participación, coeficiente | ownership share, participation quota
moroso, (morosidad), vecino deudor, impagado, deudor | defaulter, debtor, arrears
estatutos, reglamento interno, régimen interior, normas de convivencia | bylaws, house rules
(ruido), contaminación acústica, molestia, ruidoso, decibelio, insonorización | noise, nuisance, soundproofing
(limpieza), (limpiar), limpiador, empresa de limpieza, limpieza de escaleras | cleaning, cleaner
empleada de hogar, (asistenta), servicio doméstico, chacha, trabajadora del hogar, empleada doméstica, señora de limpieza | cleaner, housekeeper, maid, domestic worker
canguro, (niñera), cuidadora, au pair, (niñero) | babysitter, nanny, childminder
cuidador, ayuda a domicilio, asistente personal, atención domiciliaria | carer, caregiver, home care
plaga, desinsectación, desratización, fumigación, cucaracha, termita, control de plagas | pest, pest control, fumigation
= alarma, sistema de alarma, sistema de seguridad | alarm, security system, cctv
(alarma), sistema de alarma, sistema de seguridad, central receptora, videovigilancia, cámara de seguridad | alarm, security system, cctv
caja fuerte, caja de seguridad | safe, safe deposit box
extintor, (incendio), (fuego), bombero, detector de humo | fire, fire extinguisher, smoke detector, firefighter
mudanza, traslado de muebles, guardamuebles, mudar, portes, flete | moving, removals, movers, storage
antena, parabólica, antena colectiva, tdt | aerial, antenna, satellite dish
placa solar, panel solar, fotovoltaico, autoconsumo, excedente | solar panel, photovoltaic, self-consumption
chimenea, leña, pellet, estufa de leña, salida de humos | fireplace, chimney, firewood, wood stove
(interiorista), decorador, decoración, (interiorismo) | interior designer, decoration
mueble, mobiliario, amueblar, amueblado | furniture, furnished
= sofá, sillón, butaca, tresillo | sofa, couch, armchair
(sofá), sillón, butaca, tresillo, sofá cama | sofa, couch, armchair
(cama), canapé, somier, litera, cabecero | bed, bed base, bunk bed
colchón, topper, almohada, (descanso) | mattress, pillow
= armario, ropero, clóset, vestidor, placard | wardrobe, closet, chest of drawers
(armario), ropero, clóset, (cómoda), vestidor, placard | wardrobe, closet, chest of drawers
(mesa), (escritorio), pupitre | table, desk
(silla), taburete, banqueta, (asiento) | chair, stool, seat
estantería, librería, repisa, balda | shelf, bookcase, shelving
alfombra, moqueta, tapete | rug, carpet
ropa de cama, sábana, edredón, manta, funda nórdica, colcha | bedding, sheet, duvet, blanket
toalla, ropa de baño, albornoz | towel, bathrobe
vajilla, (plato), loza, juego de platos | crockery, plates
cubertería, (cubierto), (cuchillo) | cutlery, knife
sartén, olla, cazuela, batería de cocina, menaje | pan, pot, cookware
electrodoméstico, aparato, línea blanca, gama blanca | appliance, household appliance, white goods
lavadora, máquina de lavar, lavarropas, centrifugado | washing machine, washer
secadora, secarropas, tendedero | dryer, tumble dryer, clothes airer
lavavajillas, lavaplatos, friegaplatos | dishwasher
frigorífico, nevera, refrigerador, heladera, combi, congelador, arcón | fridge, refrigerator, freezer
horno, cocina eléctrica, gratinador | oven, stove
microondas, horno microondas | microwave
vitrocerámica, placa de inducción, inducción, encimera, fogón, hornilla | hob, cooktop, induction
campana extractora, extractor, (campana) | extractor hood, cooker hood
cafetera, máquina de café, cápsula de café | coffee maker, coffee machine
aspiradora, aspirador, robot aspirador, aspirador escoba | vacuum cleaner, robot vacuum
robot de cocina, procesador de alimentos, thermomix, batidora | food processor, blender
freidora, freidora de aire, airfryer | fryer, air fryer
plancha, centro de planchado, planchar, plancha de vapor | iron, ironing
deshumidificador, deshumidificar | dehumidifier
= televisor, televisión, tele, smart tv | television, tv
televisor, (televisión), tele, smart tv, (pantalla) | television, tv
= ordenador, portátil, computadora, computador, pc, equipo informático, laptop | computer, laptop, pc
tableta, tablet, libro electrónico, ebook | tablet, e-reader
= móvil, teléfono móvil, celular, smartphone | mobile phone, cell phone, smartphone, handset
(móvil), teléfono móvil, (celular), smartphone, terminal | mobile phone, cell phone, smartphone, handset
impresora, escáner, (tóner), cartucho de tinta, multifunción | printer, scanner, ink cartridge
= cámara, cámara de fotos, fotografía, foto | camera, lens, photo
(cámara), cámara de fotos, (objetivo), (fotografía), (foto) | camera, lens, photo
auricular, (casco), (cascos) | headphones, earphones
altavoz, barra de sonido, bafle, parlante | speaker, soundbar
pila, batería, cargador, acumulador | battery, charger
= reloj, reloj de pulsera | watch, clock
(reloj), relojería, reloj de pulsera, smartwatch | watch, clock
joya, joyería, alhaja, orfebrería | jewel, jewellery, jewelry
= anillo, sortija, alianza | ring, wedding ring
número de serie, imei, (modelo), referencia del producto | serial number, model number
manual, instrucciones, guía de uso, manual de usuario | manual, instructions, user guide
servicio técnico, técnico, sat, asistencia técnica, postventa | technical service, repair service, technician
reparación, reparar, (arreglo), (arreglar), compostura | repair, fix
avería, averiado, (fallo), defecto, desperfecto, estropeado, rotura, descompuesto | breakdown, fault, defect, malfunction
repuesto, recambio, (pieza), refacción | spare part, replacement part
garantía, garantía legal, falta de conformidad, garantía comercial | warranty, guarantee
herramienta, bricolaje, taladro, ferretería, tornillo | tool, diy, drill, hardware store
máquina de coser, costura, (coser), modista | sewing machine, sewing
= basura, residuo, recogida de basuras, tasa de basuras | rubbish, waste, garbage, recycling
(basura), residuo, recogida de basuras, tasa de basuras, reciclaje, punto limpio | rubbish, waste, garbage, recycling
(factura), (facturación), (facturar), factura simplificada, boleta | invoice, bill
(recibo), comprobante, justificante de pago, resguardo, recibí | receipt, proof of payment
tique, ticket, tique de compra, recibo de caja | till receipt, ticket
presupuesto, cotización, oferta económica, presupuestar | quote, estimate, budget
albarán, nota de entrega, hoja de entrega, remito | delivery note
(pago), (pagar), abono, abonar, liquidación, satisfacer, ingreso | payment, pay
(precio), (importe), (coste), (costo), tarifa, (valor) | price, cost, amount
base imponible, subtotal, importe neto, neto | taxable base, subtotal, net amount
(dinero), (efectivo), (metálico), (plata), (contado) | money, cash
(deuda), adeudar, débito, cantidad adeudada, saldo deudor, (deber) | debt, amount owed, owe
impago, impagado, recibo devuelto, falta de pago, devolución de recibo | unpaid, non-payment, returned payment
acreedor, entidad acreedora, parte acreedora | creditor
deudor, prestatario, parte deudora, obligado al pago | debtor, borrower
plazo, (cuota), mensualidad, (letra), amortización mensual, fraccionamiento | instalment, monthly payment
vencimiento, fecha límite, caducidad, vencer, fecha tope, plazo máximo, expiración | due date, deadline, expiry
recargo, penalización, interés de demora, (mora), sobrecargo | surcharge, late fee, penalty
descuento, rebaja, bonificación, (oferta), promoción, dto | discount, rebate, offer
cupón, (vale), tarjeta regalo, cheque regalo, bono | voucher, coupon, gift card
reembolso, devolución, reintegro, reembolsar, devolver, abono | refund, reimbursement
anticipo, adelanto, pago a cuenta, entrega a cuenta, provisión de fondos | advance, down payment, payment on account
propina, servicio de mesa, gratificación | tip, gratuity
gasto, desembolso, dispendio, erogación | expense, expenditure, cost
ingreso, (entrada), rendimiento, renta, ganancia | income, earnings, revenue
ahorro, ahorrar, hucha, cuenta de ahorro, libreta | savings, saving account
inversión, invertir, inversor, cartera de valores | investment, investor, portfolio
= banco, entidad bancaria, entidad financiera, entidad de crédito, bancario | bank, financial institution
(banco), entidad bancaria, entidad financiera, caja de ahorros, entidad de crédito, bancario | bank, financial institution
sucursal, oficina bancaria, (agencia) | branch, bank office
= cuenta bancaria, cuenta corriente, cuenta, número de cuenta | bank account, account number
cuenta bancaria, cuenta corriente, (cuenta), iban, número de cuenta, ccc, clabe | bank account, account number, iban
= titular, titular de cuenta, cotitular, a nombre de | account holder, holder
autorizado, apoderado, persona autorizada, autorización | authorised person, authorized signatory
extracto, extracto bancario, (movimientos), (estado de cuenta), extracto de movimientos | bank statement, statement, transactions
= saldo, saldo disponible, saldo final | balance, available balance
(saldo), saldo disponible, (disponible), saldo final | balance, available balance
transferencia, transferir, (giro), envío de dinero, bizum, remesa, orden de pago | transfer, wire transfer, money transfer
domiciliación, domiciliar, adeudo directo, recibo domiciliado, sepa, mandato, débito automático | direct debit, standing order
= tarjeta de crédito, tarjeta, tarjeta de débito, tarjeta bancaria | credit card, debit card, bank card
tarjeta de crédito, (tarjeta), tarjeta de débito, visa, mastercard, tarjeta bancaria | credit card, debit card, bank card
cajero, cajero automático, retirada de efectivo, reintegro, extracción | atm, cash machine, withdrawal
= contraseña, clave, código secreto, clave de acceso | pin, password, passcode, login
pin, contraseña, (clave), código secreto, clave de acceso, usuario y contraseña | pin, password, passcode, login
= cheque, talón, cheque bancario, talonario | cheque, check, promissory note
(cheque), talón, cheque bancario, talonario, pagaré | cheque, check, promissory note
comisión, comisión bancaria, comisión de mantenimiento, gastos bancarios | bank fee, commission, charge
(descubierto), números rojos, saldo negativo, sobregiro | overdraft
préstamo, (crédito), prestar, financiación, financiar, empréstito | loan, credit, financing
préstamo personal, crédito al consumo, microcrédito, préstamo rápido | personal loan, consumer credit
hipoteca, préstamo hipotecario, crédito hipotecario, hipotecario, hipotecar, garantía hipotecaria | mortgage, home loan
tipo de interés, (interés), tae, tin, tasa de interés, euríbor, diferencial | interest rate, apr, euribor
tipo fijo, interés fijo, cuota fija | fixed rate
tipo variable, interés variable, revisión del tipo | variable rate, adjustable rate
amortización, amortizar, capital pendiente, cuadro de amortización, amortización anticipada | repayment, amortization, early repayment, outstanding principal
cláusula suelo, suelo hipotecario, gastos hipotecarios, cláusula abusiva | floor clause, unfair clause
novación, subrogación, refinanciación, reunificación de deudas, subrogar | refinancing, subrogation, debt consolidation
cancelación de hipoteca, carta de pago, levantamiento de hipoteca, cancelación registral | mortgage release, mortgage cancellation
depósito a plazo, plazo fijo, imposición a plazo, ipf | fixed-term deposit, time deposit
fondo de inversión, participaciones, (fondo), gestora, valor liquidativo | mutual fund, investment fund
(acción), (bolsa), título valor, dividendo, bróker, (accionista) | share, stock, dividend, broker
letra del tesoro, deuda pública, bono del estado, tesoro público | treasury bill, government bond
plan de pensiones, pensión privada, ppa, plan de jubilación, aportación al plan | pension plan, private pension
criptomoneda, bitcoin, criptoactivo, moneda virtual | cryptocurrency, bitcoin
divisa, cambio de moneda, tipo de cambio, moneda extranjera, dólar | currency, exchange rate, foreign exchange
blanqueo de capitales, prevención de blanqueo, origen de fondos, kyc | money laundering, source of funds
fichero de morosos, lista de morosos, asnef, solvencia patrimonial, cirbe, buró de crédito | credit bureau, defaulters list, credit record
estafa, fraude, timo, phishing, suplantación, engaño, fraudulento | scam, fraud, phishing, identity theft
impuesto, tributo, tributario, gravamen, contribución, (fiscal), carga fiscal | tax, duty, levy
hacienda, agencia tributaria, aeat, fisco, sat, administración tributaria | tax office, tax agency, revenue
declaración renta, renta, irpf, impuesto renta, modelo 100, campaña de renta | income tax return, tax return, income tax
borrador, borrador renta, datos fiscales, propuesta de declaración | draft return, tax data
retención, retención a cuenta, retenido, pago a cuenta, certificado de retenciones | withholding, tax withheld
deducción, desgravación, desgravar, deducible, deducir, reducción | deduction, tax relief, tax deductible
contribuyente, obligado tributario, sujeto pasivo, (declarante) | taxpayer, filer
iva, impuesto valor añadido, modelo 303, igic | vat, sales tax
ibi, impuesto bienes inmuebles, contribución urbana, contribución, predial | property tax, council tax
plusvalía, plusvalía municipal, incremento valor terrenos, iivtnu, ganancia patrimonial | capital gain, capital gains tax
itp, impuesto transmisiones patrimoniales, modelo 600, actos jurídicos documentados, ajd | transfer tax, stamp duty
impuesto de sucesiones, impuesto de herencia, modelo 650, sucesiones y donaciones | inheritance tax, death duty
impuesto de matriculación, iedmt, modelo 576 | registration tax
impuesto de circulación, ivtm, numerito, impuesto vehículos, tracción mecánica, rodaje, sello | road tax, vehicle tax
impuesto de patrimonio, patrimonio, riqueza, modelo 714 | wealth tax, assets
tasa, tasa municipal, precio público, arancel, (derechos) | fee, municipal fee, charge
autoliquidación, liquidación, carta de pago, modelo tributario | self-assessment, tax assessment
inspección, comprobación limitada, requerimiento, (inspector), comprobación de valores, paralela | inspection, tax audit, tax inquiry
aplazamiento, fraccionamiento, prórroga de pago, pago aplazado | deferral, payment deferral, instalment plan
apremio, providencia de apremio, recaudación ejecutiva, vía ejecutiva, periodo ejecutivo | enforced collection, tax enforcement
(embargo), (embargar), diligencia de embargo, traba, retención judicial | seizure, attachment, garnishment
nif, cif, identificación fiscal, número fiscal, rfc | tax number, tax id
autónomo, trabajador cuenta propia, reta, freelance, cuenta propia, independiente | self-employed, freelancer
asesor fiscal, gestor, gestoría, asesoría, contable, contador | tax advisor, accountant, bookkeeper
aduana, arancelario, despacho aduanero, dua, derechos de importación, (importación) | customs, import duty
donación, (donar), donativo, donante, (regalo) | donation, gift, donor
(seguro), asegurar, póliza, contrato de seguro, aseguramiento | insurance, policy
aseguradora, compañía de seguros, asegurador, mutua, entidad aseguradora | insurer, insurance company
tomador, asegurado, titular de póliza, parte contratante | policyholder, insured
beneficiario, designación de beneficiario, perceptor | beneficiary
(prima), prima anual, recibo del seguro, prima neta | premium, insurance premium
cobertura, garantía cubierta, riesgo cubierto, (cubierto), capital asegurado, suma asegurada | coverage, cover, insured sum
exclusión, riesgo excluido, (no cubierto), (limitación) | exclusion, not covered
franquicia, deducible, copago | excess, deductible
siniestro, parte de siniestro, (accidente), (parte), percance, reclamación al seguro | claim, insurance claim, accident, loss
perito, peritaje, informe pericial, tasador de seguros, peritación | loss adjuster, expert, expert report
indemnización, indemnizar, compensación, resarcimiento, reparación del daño | compensation, indemnity, damages
seguro de hogar, multirriesgo hogar, seguro de casa, continente y contenido | home insurance, contents insurance
seguro de vida, fallecimiento, capital por fallecimiento, vida riesgo | life insurance
seguro de salud, seguro médico, asistencia sanitaria, cuadro médico, mutua privada, obra social | health insurance, medical insurance
seguro de decesos, seguro de entierro, (los muertos) | funeral insurance, burial insurance
seguro de coche, seguro de automóvil, seguro a terceros, (todo riesgo), póliza de auto | car insurance, motor insurance, comprehensive
seguro de viaje, asistencia en viaje, seguro de cancelación | travel insurance, cancellation insurance
responsabilidad civil, rc, daños a terceros, seguro obligatorio | third-party liability, civil liability
corredor de seguros, mediador, correduría, agente de seguros | insurance broker, insurance agent
granizo, fenómeno atmosférico, (tormenta), (viento), pedrisco, (nieve), (temporal) | hail, storm, wind, snow
consorcio, riesgo extraordinario, catástrofe, terremoto | natural disaster, earthquake, extraordinary risk
suministro, acometida, punto de suministro, contrato de suministro, cups | supply, utility, supply point
= electricidad, eléctrico, luz, energía eléctrica, suministro eléctrico | electricity, power, electric
(electricidad), (eléctrico), (luz), (corriente), energía eléctrica, suministro eléctrico | electricity, power, electric
(agua), suministro de agua, abastecimiento, (aguas), ciclo del agua | water, water supply
(gas), gas natural, gas ciudad, gasista | gas, natural gas
butano, bombona, propano, garrafa | butane, gas bottle, gas cylinder
gasóleo, gasoil calefacción, (combustible) | heating oil, fuel
contador, medidor, lectura, lectura del contador, telegestión | meter, meter reading
potencia contratada, potencia, kilovatio, kw, término de potencia | contracted power, kilowatt
consumo, kwh, energía consumida, metro cúbico, gasto de luz | consumption, usage
comercializadora, compañía de luz, compañía eléctrica, distribuidora, empresa suministradora | energy supplier, electricity company, utility company
bono social, consumidor vulnerable, pobreza energética, tarifa social | social tariff, energy discount
corte de luz, apagón, corte de suministro, interrupción del suministro, suspensión del suministro | power cut, outage, blackout
alcantarillado, saneamiento, depuración, cloaca, vertido, fosa séptica | sewer, sewage, drainage, septic tank
inspección de gas, revisión de gas, inspección periódica | gas inspection
(operador), (operadora), compañía telefónica, telefonía, telecomunicaciones | telephone company, telecom operator, carrier
= teléfono, línea telefónica, teléfono fijo, línea fija, número de teléfono | telephone, landline, phone number
internet, fibra, banda ancha, adsl, wifi, fibra óptica, (conexión) | internet, broadband, fibre, wifi
router, módem, equipo en préstamo, decodificador, cajetín | router, modem, set-top box
tarjeta sim, sim, esim, chip, puk | sim card
portabilidad, cambio de compañía, portar, conservar número | number porting, switch provider
permanencia, compromiso de permanencia, penalización por baja, contrato mínimo | lock-in, minimum term, commitment period
datos móviles, gigas, gb, mega, llamadas ilimitadas | mobile data, gigabytes
roaming, itinerancia, llamada internacional | roaming, international calls
suscripción, abono, plataforma de streaming, suscriptor, abonado, membresía | subscription, membership, subscriber
correo electrónico, email, mail, e-mail | email, e-mail
aplicación, app, licencia de software, programa informático, antivirus | app, software, license
(coche), automóvil, (vehículo), (auto), (carro), turismo, furgoneta | car, vehicle, automobile, van
(moto), motocicleta, ciclomotor, scooter, motociclista | motorcycle, motorbike, moped, scooter
= bicicleta, bici | bicycle, bike, electric scooter, cyclist
(bicicleta), bici, patinete, ciclista, patinete eléctrico | bicycle, bike, electric scooter, cyclist
autocaravana, caravana, remolque, (camper) | motorhome, camper van, caravan, trailer
(camión), furgón, transporte de mercancías, camionero | truck, lorry
(barco), embarcación, lancha, yate, amarre, velero | boat, yacht, mooring
matrícula, (placa), patente, número de matrícula, matriculación | number plate, license plate, registration
bastidor, número de bastidor, chasis, (vin) | vin, chassis number
permiso de circulación, papeles del coche, tarjeta de circulación | registration certificate, logbook
ficha técnica, tarjeta itv, tarjeta de inspección, características técnicas | technical sheet, vehicle specifications
itv, inspección técnica vehículos, revisión técnica, inspección del coche, vtv | mot, vehicle inspection, roadworthiness test
carné de conducir, permiso de conducir, permiso de conducción, licencia de conducir, registro de conducir | driving licence, driver's license
puntos del carné, saldo de puntos, pérdida de puntos, detracción de puntos | licence points, penalty points
(conductor), (conducir), chófer, (manejar), conducción | driver, driving
autoescuela, clases de conducir, examen de conducir, (práctica) | driving school, driving lessons, driving test
= tráfico, tránsito, circulación vial | traffic, traffic authority, dmv
(tráfico), dgt, jefatura de tráfico, tránsito, circulación vial | traffic, traffic authority, dmv
(multa), sanción, denuncia, infracción, boletín de denuncia, sancionador, infringir | fine, ticket, penalty, infringement
exceso de velocidad, (velocidad), radar, cinemómetro | speeding, speed camera
alcoholemia, (alcohol), tasa de alcohol, etilómetro, soplar | drink driving, breath test, alcohol
semáforo, luz roja, fase roja, paso de peatones | traffic light, red light
(estacionamiento), aparcar, mal aparcado, zona azul, ora, parquímetro, doble fila, (ser) | parking, parking meter, illegal parking
grúa, retirada del vehículo, depósito municipal, inmovilización, remolcar | tow truck, towing, impound
accidente de tráfico, choque, colisión, atropello, (golpe), (alcance) | car accident, crash, collision
parte amistoso, declaración amistosa, daa, parte de accidente | accident statement, accident report
taller, mecánico, taller mecánico, chapa y pintura, orden de reparación, concesionario oficial | garage, mechanic, car repair, body shop
revisión, (mantenimiento), puesta a punto, (servicio), revisión periódica | service, maintenance, check
neumático, rueda, (cubierta), llanta, goma, pinchazo | tyre, tire, wheel, puncture
(aceite), cambio de aceite, lubricante, filtro | oil, oil change, filter
freno, pastilla de freno, disco de freno, frenado | brake, brake pads
embrague, volante bimasa | clutch
caja de cambios, transmisión, (marchas) | gearbox, transmission
correa de distribución, distribución | timing belt
parabrisas, luna delantera, luneta, cristal del coche | windscreen, windshield
faro, óptica delantera, luces | headlight, lights
(gasolina), (combustible), carburante, diésel, gasóleo, nafta, repostaje, gasolinera | petrol, gas, fuel, diesel, petrol station
coche eléctrico, punto de recarga, híbrido, cargador, enchufable | electric car, charging point, hybrid
kilometraje, kilómetros, cuentakilómetros, odómetro | mileage, odometer
concesionario, compraventa de coches, agencia de autos, vehículo de ocasión, segunda mano, seminuevo | car dealer, dealership, used car, second-hand
cambio de titularidad, transferencia del vehículo, notificación de venta | change of ownership, title transfer
renting, leasing, arrendamiento financiero, alquiler largo plazo | leasing, long-term rental
desguace, baja del vehículo, chatarra, baja definitiva, destrucción del vehículo | scrapyard, scrapping, deregistration
peaje, autopista, telepeaje, via-t, viñeta | toll, motorway, highway
etiqueta ambiental, distintivo ambiental, bajas emisiones, zbe, pegatina dgt | emissions sticker, low emission zone
(taxi), vtc, (carrera), uber, cabify | taxi, cab, ride
(trabajo), (empleo), puesto de trabajo, (ocupación), laboral, chamba, laburo, curro | job, work, employment
(trabajador), (empleado), operario, asalariado, persona trabajadora | worker, employee
= empresa, empleador, compañía, sociedad, empresario | company, employer, business, firm
(empresa), empleador, (compañía), (sociedad), (patrón), empresario, (negocio) | company, employer, business, firm
= jefe, director, gerente | boss, manager, head, director
(jefe), (director), gerente, (encargado), (superior), (responsable) | boss, manager, head, director
= compañero, colega | colleague, coworker, staff
(compañero), (colega), plantilla, (personal) | colleague, coworker, staff
contrato de trabajo, contrato laboral, contrato indefinido, contrato temporal, contrato fijo | employment contract, work contract
periodo de prueba, (prueba), (a prueba) | probation, trial period
= nómina, recibo de salarios, hoja de salario, recibo de nómina, colilla de pago | payslip, pay slip, payroll
salario, sueldo, retribución, remuneración, haberes, (paga), jornal, devengo | salary, wage, pay, remuneration
salario bruto, bruto, total devengado, sueldo bruto | gross salary, gross pay
salario neto, líquido a percibir, neto, sueldo neto, líquido | net salary, take-home pay
paga extra, gratificación extraordinaria, aguinaldo, pagas extraordinarias | bonus pay, extra payment, thirteenth salary
bonus, incentivo, variable, complemento salarial, plus, (prima) | bonus, incentive, allowance
antigüedad, trienio, años de servicio, quinquenio | seniority, length of service
horas extra, horas extraordinarias, exceso de jornada | overtime
jornada, horario laboral, (turno), jornada completa, horario, media jornada, jornada parcial | working hours, shift, schedule, full-time, part-time
fichaje, registro de jornada, control horario, fichar | clocking in, time tracking
teletrabajo, trabajo a distancia, trabajo remoto, trabajar desde casa | remote work, telework, home office
vacaciones, descanso anual, días libres, permiso retribuido, asueto | holiday, vacation, leave, days off
excedencia, permiso sin sueldo, reducción de jornada, conciliación | leave of absence, unpaid leave, reduced hours
permiso de maternidad, maternidad, paternidad, nacimiento y cuidado, permiso parental, baja maternal | maternity leave, paternity leave, parental leave
despido, (despedir), extinción del contrato, cese, carta de despido, echar del trabajo | dismissal, firing, layoff, redundancy, termination
finiquito, liquidación, saldo y finiquito, liquidación de haberes | severance, final settlement, final pay
dimisión, baja voluntaria, (renuncia), dimitir, preaviso, cese voluntario | resignation, quit, notice
ere, erte, regulación de empleo, despido colectivo, suspensión temporal | furlough, collective dismissal
(paro), desempleo, prestación por desempleo, subsidio, desempleado, (parado), sepe, inem | unemployment, unemployment benefit, dole, jobless
demanda de empleo, tarjeta del paro, darde, oficina de empleo, sellar el paro | job seeker card, job centre, employment office
seguridad social, inss, tgss, tesorería general, seguro social | social security, national insurance
cotización, cotizar, base de cotización, aportación, cuota seguridad social | contribution, social security contribution
vida laboral, informe vida laboral, historial laboral, días cotizados | employment history, work record
número de afiliación, nuss, número seguridad social, afiliación | social security number
baja médica, baja laboral, incapacidad temporal, it, parte de baja, parte de confirmación, licencia médica | sick leave, medical leave, sick note
alta médica, parte de alta, (alta), reincorporación | discharge, fit for work, return to work
accidente laboral, accidente de trabajo, contingencia profesional, mutua, enfermedad profesional | work accident, occupational accident, occupational disease
incapacidad permanente, invalidez, pensión de invalidez, incapacitado | permanent disability, disability pension
jubilación, jubilado, jubilarse, retiro, pensión de jubilación, pensionista, retirado | retirement, retired, pension, pensioner
viudedad, pensión de viudedad, viudo, viuda, orfandad | widow, widower, widow's pension, orphan's pension
convenio colectivo, convenio, categoría profesional, grupo profesional | collective agreement, job category
sindicato, sindical, delegado sindical, comité de empresa, afiliado | union, trade union, works council
huelga, paro laboral, servicios mínimos | strike
currículum, cv, currículum vitae, hoja de vida, experiencia profesional | resume, cv
entrevista de trabajo, candidatura, selección, oferta de empleo, candidato, vacante | job interview, job offer, application, candidate
carta de recomendación, referencias, certificado de empresa, certificado laboral | reference letter, employer certificate
dietas, gastos de viaje, nota de gastos, hoja de gastos, kilometraje, viáticos | travel expenses, expense report, per diem
reconocimiento médico, examen médico, chequeo, revisión médica, vigilancia salud, aptitud | medical check-up, checkup, health examination
riesgos laborales, prevención, prl, equipo de protección, epi | occupational safety, health and safety
oposición, plaza, funcionario, empleado público, concurso oposición, tribunal calificador | civil service exam, civil servant, public employee
(prácticas), becario, (practicante), pasantía, convenio de prácticas | internship, intern, trainee
= cliente, consumidor, usuario | customer, client, consumer
(cliente), consumidor, usuario, comprador | customer, client, consumer
proveedor, suministrador, prestador del servicio | supplier, provider, vendor
(socio), sociedad limitada, sl, participaciones sociales, partícipe | partner, shareholder, limited company
(médico), (doctor), facultativo, galeno | doctor, physician, gp
médico de cabecera, médico de familia, atención primaria, médico atención primaria | family doctor, gp, primary care
= enfermera, enfermería, enfermero | nurse, nursing
(enfermera), enfermería, (enfermero), ats, due | nurse, nursing
= paciente, enfermo, usuario sanitario | patient
= hospital, clínica, centro hospitalario, sanatorio, centro sanitario | hospital, clinic
centro de salud, ambulatorio, consultorio, cap, policlínica, consulta | health centre, medical centre, surgery
(cita), cita médica, cita previa, (turno), consulta | appointment
= urgencias, emergencia, urgente, servicio de urgencias | emergency, a&e, emergency room
urgencias, (emergencia), (urgente), servicio de urgencias, (guardia) | emergency, a&e, emergency room
(ambulancia), transporte sanitario, samu, 112, 061 | ambulance
ingreso hospitalario, ingresar, hospitalización, internación, estancia hospitalaria, hospitalizado | admission, hospitalization, hospital stay
informe de alta, alta hospitalaria, epicrisis | discharge report, hospital discharge
historia clínica, historial médico, informe médico, antecedentes, expediente clínico | medical history, medical record, medical report
tarjeta sanitaria, tarjeta de salud, sip, cip, cartilla del seguro, cartilla sanitaria | health card
tarjeta sanitaria europea, tse, cps | european health card, ehic
diagnóstico, diagnosticar, juicio clínico, impresión diagnóstica | diagnosis
síntoma, sintomatología, signo clínico, malestar | symptom
(tratamiento), (terapia), (tratar), terapéutico, pauta | treatment, therapy
(operación), (cirugía), intervención quirúrgica, (operar), quirófano, quirúrgico | surgery, operation
cirujano, cirugía general | surgeon
anestesia, anestesista, preoperatorio, anestesiología | anaesthesia, anaesthetist
consentimiento informado, autorización médica, consentimiento | informed consent, consent form
receta, prescripción, receta médica, recetar, receta electrónica, prescribir | prescription
= medicamento, medicina, fármaco, medicación | medicine, drug, medication, pill, tablet
medicamento, (medicina), fármaco, (medicación), remedio, pastilla, comprimido, cápsula | medicine, drug, medication, pill, tablet
dosis, posología, (toma), dosificación, cada ocho horas | dose, dosage
prospecto, efecto secundario, reacción adversa, contraindicación | leaflet, side effect, adverse reaction
farmacia, farmacéutico, botica, parafarmacia, oficina de farmacia | pharmacy, chemist, pharmacist
analgésico, calmante, antiinflamatorio, paracetamol, ibuprofeno, metamizol | painkiller, anti-inflammatory, paracetamol, ibuprofen
antibiótico, amoxicilina, antibacteriano, azitromicina | antibiotic, amoxicillin
jarabe, solución oral, suspensión oral | syrup
pomada, (crema), ungüento, gel tópico | ointment, cream
colirio, gotas, gotas oftálmicas | eye drops, drops
inyección, pinchazo, inyectable, jeringa | injection, shot, syringe
vacuna, vacunación, inmunización, vacunar, cartilla de vacunación, calendario vacunal | vaccine, vaccination, immunization, jab
alergia, alérgico, hipersensibilidad, alergología, alergólogo, intolerancia | allergy, allergic, allergist, intolerance
análisis de sangre, analítica, hemograma, análisis clínico, bioquímica, extracción de sangre, examen de sangre | blood test, blood work, lab test
análisis de orina, orina, sedimento urinario, urocultivo, pipí | urine test, urine
(laboratorio), resultado de laboratorio, microbiología, cultivo | laboratory, lab results
radiografía, rayos x, (placa), rx, radiología, radiólogo | x-ray, radiography, radiologist
ecografía, eco, ultrasonido, ecografista | ultrasound, sonogram
resonancia, resonancia magnética, rmn, rm | mri, mri scan
tac, escáner, tomografía, tc | ct scan
electrocardiograma, ecg, (electro), holter | ecg, ekg, electrocardiogram
endoscopia, colonoscopia, gastroscopia | endoscopy, colonoscopy
biopsia, anatomía patológica, citología, punción | biopsy, pathology, smear test
mamografía, (mama), (pecho), seno, mamario | mammogram, breast
dentista, odontólogo, odontología, estomatólogo, clínica dental, dental | dentist, dental
diente, muela, pieza dental, dentario | tooth, teeth, molar
caries, empaste, obturación, endodoncia, matar el nervio | cavity, filling, root canal
ortodoncia, brackets, aparato dental, alineador, férula de descarga | orthodontics, braces, aligner, mouth guard
implante dental, implante, corona, prótesis dental, (puente), dentadura postiza | dental implant, crown, denture
oculista, oftalmólogo, oftalmología, médico de ojos | eye doctor, ophthalmologist
(ojo), (vista), (visión), ocular, visual, agudeza visual | eye, sight, vision
gafas, (lentes), óptica, graduación, lentilla, lente de contacto, anteojos, óptico | glasses, spectacles, contact lenses, optician
miopía, dioptría, astigmatismo, presbicia, vista cansada, hipermetropía, corto de vista | short-sighted, myopia, astigmatism, diopter
catarata, facoemulsificación, lente intraocular | cataract
glaucoma, presión ocular, tensión ocular | glaucoma, eye pressure
otorrino, otorrinolaringólogo, orl, otorrinolaringología, médico de oídos | ent, ear nose throat
(oído), oreja, audición, auditivo, otitis, sordera | ear, hearing, earache, deafness
audífono, prótesis auditiva, audiometría, sordo, hipoacusia | hearing aid, hearing test, deaf
dermatólogo, dermatología, médico de piel | dermatologist, skin doctor
(piel), cutáneo, dermatológico | skin
eccema, dermatitis, sarpullido, erupción, exantema, urticaria | eczema, rash, dermatitis
(lunar), nevus, nevo, melanoma, (peca) | mole, melanoma
acné, (grano), espinilla | acne, pimple
cardiólogo, cardiología, médico del corazón | cardiologist, heart doctor
(corazón), cardíaco, cardiopatía, infarto, arritmia, coronario | heart, cardiac, heart attack, arrhythmia
tensión, presión arterial, hipertensión, tensión arterial, hipertenso, tensión alta | blood pressure, hypertension
colesterol, ldl, dislipemia, triglicéridos, hipercolesterolemia | cholesterol, triglycerides
(azúcar), glucosa, diabetes, diabético, glucemia, insulina | sugar, glucose, diabetes, diabetic, insulin
anemia, hierro, ferritina, hemoglobina | anaemia, iron, ferritin
traumatólogo, traumatología, ortopeda, médico de huesos, ortopedia | orthopaedist, trauma surgeon, orthopaedics
(hueso), óseo, fractura, rotura, osteoporosis, fisura | bone, fracture, broken bone
escayola, yeso, férula, inmovilización, muleta | plaster cast, splint, crutches
esguince, torcedura, luxación, lesión, distensión, desgarro | sprain, injury, dislocation
rodilla, rótula, menisco, gonalgia | knee, kneecap, meniscus
podólogo, podología, callista, médico de pies | podiatrist, chiropodist, foot doctor
(muñeca), carpo, túnel carpiano, carpiano | wrist, carpal tunnel
(hombro), manguito rotador, escápula | shoulder, rotator cuff
cadera, coxofemoral, coxal | hip
= espalda, columna, lumbar, dorsal | back, spine, back pain, sciatica, slipped disc
(espalda), columna, lumbar, lumbalgia, lumbago, ciática, hernia discal, dorsal | back, spine, back pain, sciatica, slipped disc
= cuello, cervical | neck, neck pain
(cuello), cervical, cervicalgia, tortícolis | neck, neck pain
latigazo cervical, esguince cervical | whiplash
artrosis, artritis, reuma, reumatólogo, reumatología, (articulación) | arthritis, osteoarthritis, rheumatologist, joint
fisioterapia, fisioterapeuta, rehabilitación, fisio, masaje, kinesiología | physiotherapy, physical therapy, rehab
(dolor), algia, molestia, (dolorido) | pain, ache
(cabeza), cefalea, migraña, jaqueca, dolor de cabeza, craneal | head, headache, migraine
= cerebro, cerebral | neurologist, brain
neurólogo, neurología, (cerebro), (cerebral), neurológico | neurologist, brain
ictus, derrame cerebral, embolia, acv, infarto cerebral | stroke
epilepsia, convulsión, crisis epiléptica | epilepsy, seizure
mareo, vértigo, síncope, desmayo, desvanecimiento | dizziness, vertigo, fainting
alzhéimer, demencia, deterioro cognitivo | alzheimer, dementia
párkinson, parkinsonismo, temblor | parkinson, tremor
psicólogo, psicología, psicoterapia, terapeuta, salud mental | psychologist, therapist, mental health
psiquiatra, psiquiatría, psiquiátrico, trastorno mental | psychiatrist, psychiatry
depresión, depresivo, distimia, antidepresivo | depression, antidepressant
ansiedad, ansioso, estrés, nervios, ansiolítico, crisis de pánico | anxiety, stress, panic attack
insomnio, (sueño), (dormir), hipnótico, somnífero | insomnia, sleep, sleeping pill
apnea, cpap, ronquido, roncar, polisomnografía | sleep apnoea, snoring, cpap
tdah, hiperactividad, déficit de atención | adhd, hyperactivity
autismo, autista, tea, espectro autista | autism, autistic
(estómago), gástrico, gastritis, reflujo, digestivo, gastroenterólogo, aparato digestivo, úlcera | stomach, gastritis, reflux, digestive, gastroenterologist
barriga, abdomen, abdominal, tripa, vientre, panza | belly, abdomen, tummy
gastroenteritis, diarrea, vómito, náusea, intoxicación alimentaria, vomitar | diarrhoea, vomiting, stomach bug, food poisoning
intestino, colon, intestinal | bowel, colon, intestine
hemorroide, almorrana | piles, haemorrhoids
apendicitis, apéndice, apendicectomía | appendicitis, appendix
estreñimiento, laxante, tránsito intestinal | constipation, laxative
celiaco, celiaquía, gluten, sin gluten, lactosa | coeliac, gluten, gluten-free, lactose
hígado, hepático, hepatitis, transaminasas | liver, hepatic, hepatitis
vesícula, cálculo biliar, colelitiasis, biliar | gallbladder, gallstone
riñón, renal, nefrología, nefrólogo, nefropatía | kidney, renal, nephrologist
cálculo renal, cólico nefrítico, (piedra), litiasis | kidney stone, renal colic
urólogo, urología, próstata, psa, vejiga, vasectomía | urologist, prostate, bladder, vasectomy
infección de orina, cistitis, infección urinaria, itu | urinary infection, cystitis
ginecólogo, ginecología, ginecológico, médico de mujeres | gynaecologist, gynaecology
(embarazo), (embarazada), gestación, gestante, encinta | pregnancy, pregnant
obstetra, obstetricia, tocólogo, tocología | obstetrician, obstetrics
(parto), (nacimiento), dar a luz, cesárea, comadrona, matrona, partera | birth, childbirth, delivery, midwife, caesarean
aborto, interrupción del embarazo, ive, pérdida gestacional | abortion, miscarriage
menstruación, (regla), menopausia, ciclo menstrual, (periodo) | period, menstruation, menopause
anticonceptivo, diu, píldora, preservativo, condón | contraceptive, birth control, iud, pill, condom
fertilidad, reproducción asistida, fecundación in vitro, fiv, inseminación | fertility, ivf, assisted reproduction
pediatra, pediatría, pediátrico, médico de niños, revisión del niño | paediatrician, paediatrics
= bebé, recién nacido, lactante, neonato | baby, newborn, infant
(bebé), recién nacido, lactante, neonato, guagua | baby, newborn, infant
lactancia, biberón, leche de fórmula, dar el pecho, mamadera | breastfeeding, baby bottle, formula milk
pulmón, neumonía, bronquitis, respiratorio, neumólogo, neumología, pulmonar, (epoc) | lung, pneumonia, bronchitis, respiratory
asma, asmático, inhalador, broncodilatador, ventolín | asthma, inhaler
catarro, resfriado, constipado, resfrío, vías respiratorias altas | cold, common cold
gripe, influenza, antigripal, gripal | flu, influenza
covid, coronavirus, pcr, test de antígenos, sars-cov-2 | covid, coronavirus, pcr test
(garganta), amígdala, faringitis, amigdalitis, anginas, faringe | throat, sore throat, tonsillitis, tonsils
tos, mucosidad, mocos, expectoración, flema | cough, phlegm, mucus
(fiebre), (temperatura), febril, calentura, termómetro | fever, temperature, thermometer
tiroides, hipotiroidismo, tsh, endocrino, endocrinología, endocrinólogo | thyroid, endocrinologist, hypothyroidism
(peso), obesidad, sobrepeso, imc, dieta, nutricionista, adelgazar, dietista | weight, obesity, bmi, diet, nutritionist
(cáncer), tumor, neoplasia, oncología, oncólogo, carcinoma, maligno | cancer, tumour, oncologist, malignant
quimioterapia, radioterapia, quimio, citostático | chemotherapy, radiotherapy
infección, (virus), bacteria, infeccioso, contagio, vírico | infection, virus, bacteria, infectious
sarampión, rubéola, paperas, triple vírica, parotiditis | measles, mumps, rubella, mmr
(herida), (corte), punto de sutura, (cura), sutura, apósito | wound, cut, stitches, dressing
quemadura, abrasión, quemado | burn
variz, insuficiencia venosa, flebología, araña vascular | varicose veins
anticoagulante, sintrom, trombosis, trombo | anticoagulant, thrombosis, blood clot
(sangre), grupo sanguíneo, transfusión, hemorragia, (sangrado), rh | blood, blood type, transfusion, bleeding
ets, its, enfermedad venérea, transmisión sexual | std, sti, venereal disease
vih, sida, seropositivo | hiv, aids
hernia, inguinal, eventración | hernia
tabaco, fumador, tabaquismo, (fumar), dejar de fumar, (cigarrillo) | smoking, smoker, tobacco, cigarette
discapacidad, minusvalía, grado de discapacidad, discapacitado, minusválido, diversidad funcional | disability, disabled, handicap
dependencia, grado de dependencia, persona dependiente, saad, gran dependencia | dependency, care needs
silla de ruedas, andador, bastón, ayuda técnica, producto de apoyo, ortopédico | wheelchair, walker, mobility aid
residencia de ancianos, residencia de mayores, geriátrico, asilo, centro de día | nursing home, care home, day centre
anciano, persona mayor, tercera edad, (mayor), (abuelo), geriatra | elderly, senior, old person
testamento vital, voluntades anticipadas, instrucciones previas, eutanasia | living will, advance directive
trasplante, donante de órganos, órgano | transplant, organ donor
médico especialista, (especialista), volante, interconsulta, derivación, derivar | specialist, referral
lista de espera, demora asistencial, espera quirúrgica | waiting list
dentición, logopeda, logopedia, foniatra, (lenguaje), (habla) | speech therapist, speech therapy
calvicie, alopecia, caída del pelo, capilar, injerto capilar | baldness, hair loss, hair transplant
depilación, depilar, láser | hair removal, laser, waxing
cirugía estética, cirugía plástica, cirujano plástico | cosmetic surgery, plastic surgery
(colegio), (escuela), centro educativo, (cole), centro docente, centro escolar | school, primary school
= instituto, ies, secundaria, eso, educación secundaria | secondary school, high school
(instituto), ies, (secundaria), eso, liceo, educación secundaria | secondary school, high school
guardería, escuela infantil, jardín de infancia, educación infantil, preescolar, kínder | nursery, kindergarten, daycare, preschool
= universidad, facultad, universitario, rectorado | university, college, faculty
(universidad), facultad, universitario, campus, rectorado | university, college, faculty
bachillerato, bachiller, selectividad, ebau, evau, pau, prueba de acceso | sixth form, baccalaureate, university entrance exam
formación profesional, fp, ciclo formativo, grado superior, grado medio | vocational training
(grado), (carrera), licenciatura, máster, posgrado, (doctorado), (doctorando) | degree, master, doctorate, phd
(título), diploma, (titulación), (titulado), acreditación, certificado de estudios | diploma, degree certificate, qualification
expediente académico, certificado de notas, historial académico | academic transcript, transcript
= notas, calificación, boletín de notas, evaluación, calificar, boletín escolar | grades, marks, report card
(examen), (prueba), control, test, convocatoria de examen | exam, test
suspenso, no apto, insuficiente, (recuperación), suspender, reprobar | fail, failed, resit
aprobado, apto, superado, aprobar, (suficiente) | pass, passed
matrícula, inscripción, matricular, matriculación, inscribir | enrolment, registration, tuition
admisión, preinscripción, solicitud de plaza, plaza escolar, escolarización, baremo | school admission, school place, pre-registration
= profesor, maestro, docente, profe, profesorado | teacher, professor, tutor
(profesor), (maestro), docente, profe, tutor, (profesorado), catedrático | teacher, professor, tutor
= alumno, estudiante, alumnado, colegial, escolar | student, pupil
asignatura, materia, (área), (crédito), ects | subject, course, credit
= curso, formación, taller, cursillo | course, class, training, workshop
(curso), (clase), formación, taller, capacitación, cursillo | course, class, training, workshop
(asistencia), falta de asistencia, ausencia, absentismo, retraso | attendance, absence, truancy
convalidación, homologación, convalidar, homologar, reconocimiento de créditos | recognition of studies, validation, homologation
beca, ayuda al estudio, becado, mec, erasmus | scholarship, grant, bursary
comedor escolar, comedor, menú escolar, becas comedor | school canteen, school lunch
ruta escolar, autobús escolar, transporte escolar | school bus, school transport
extraescolar, actividad extraescolar, refuerzo, ludoteca | after-school activity, extracurricular
clase particular, academia, repaso, profesor particular | private lesson, tutoring, academy
excursión, (salida), salida escolar, viaje fin curso, colonias | school trip, excursion, field trip
= campamento, campamento de verano, escuela de verano, campus de verano, colonia de verano | summer camp, camp
libro de texto, material escolar, (libro), banco de libros, útiles escolares | textbook, school supplies, book
(uniforme), babi, bata escolar, chándal | uniform, tracksuit
ampa, apa, asociación de padres, consejo escolar | parents association, pta
acoso escolar, bullying, expediente disciplinario, parte disciplinario | bullying, disciplinary report
necesidades educativas, nee, orientador, adaptación curricular, orientación | special needs, school counsellor
idioma, (inglés), lengua extranjera, escuela de idiomas, nivel b2, cambridge | language, english, language certificate
tfg, tfm, tesis, trabajo fin grado | thesis, dissertation, final project
residencia universitaria, colegio mayor, residencia de estudiantes | student residence, hall of residence, dorm
(biblioteca), carné de biblioteca, préstamo de libros, bibliotecario | library, library card
conservatorio, escuela de música, solfeo, clase de música | conservatory, music school
= familia, unidad familiar, familiar, núcleo familiar | family, relative, kinship, household
(familia), unidad familiar, (familiar), pariente, parentesco, núcleo familiar | family, relative, kinship, household
(padre), (papá), progenitor, paterno | father, dad, parent
(madre), (mamá), progenitora, materno | mother, mum, mom
(hijo), (hija), descendiente, filiación, vástago | son, daughter, child
(menor), (niño), (niña), menor de edad, infantil, crío, (chico) | child, minor, kid
(hermano), (hermana), fraternal, medio hermano | brother, sister, sibling
(abuelo), (abuela), ascendiente, yayo | grandfather, grandmother, grandparent
nieto, nieta, descendiente | grandson, granddaughter, grandchild
(tío), (tía) | uncle, aunt
(sobrino), (sobrina) | nephew, niece
(primo), (prima) | cousin
suegro, suegra, padre político, padres políticos | father-in-law, mother-in-law
cuñado, cuñada, hermano político | brother-in-law, sister-in-law
yerno, nuera, hijo político | son-in-law, daughter-in-law
(marido), (mujer), (esposo), (esposa), cónyuge, consorte | husband, wife, spouse
= pareja, novio, novia, compañero sentimental, conviviente, prometido | partner, boyfriend, girlfriend
pareja de hecho, unión de hecho, registro de parejas, concubinato, unión libre | civil partnership, domestic partnership
(boda), (matrimonio), (casarse), enlace, casamiento, nupcias, matrimonial | wedding, marriage, marry
soltero, (estado civil), (casado), soltería, fe de vida | single, marital status, married
capitulaciones matrimoniales, régimen económico, gananciales, separación de bienes | prenuptial agreement, marital property, separation of property
(divorcio), (divorciado), separación, (divorciarse), disolución del matrimonio, convenio regulador | divorce, separation, divorced
(custodia), guarda y custodia, patria potestad, custodia compartida, tenencia | custody, parental authority, joint custody
régimen de visitas, (visitas), semana alterna, estancias | visitation, access, visiting rights
pensión alimenticia, pensión de alimentos, manutención, alimentos, cuota alimentaria | child support, maintenance, alimony
pensión compensatoria, compensación económica, alimentos al cónyuge | alimony, spousal support
adopción, adoptar, adoptivo, acogimiento, acogida | adoption, foster care
tutela, tutor legal, curatela, curador, incapacitación, medidas de apoyo, representante legal | guardianship, legal guardian
familia numerosa, título familia numerosa, carné familia numerosa | large family
familia monoparental, madre soltera, monoparental | single parent
libro de familia, registro civil, certificado literal | family book, civil registry
partida de nacimiento, certificado de nacimiento, acta de nacimiento, inscripción de nacimiento | birth certificate
partida de matrimonio, certificado de matrimonio, acta de matrimonio | marriage certificate
certificado de defunción, partida de defunción, acta de defunción, esquela | death certificate
(muerte), fallecimiento, defunción, óbito, (morir), (muerto), deceso | death, passing, demise
difunto, fallecido, (finado), causante, (muerto) | deceased, dead person
entierro, (funeral), sepelio, inhumación, tanatorio, funeraria, velatorio, exequias | funeral, burial, funeral home, wake
= nicho, sepultura, tumba, panteón | cemetery, grave, niche, tomb
cementerio, nicho, sepultura, (tumba), camposanto, panteón | cemetery, grave, niche, tomb
incineración, cremación, cenizas, urna, incinerar | cremation, ashes, urn
herencia, heredar, sucesión, caudal hereditario, hereditario, masa hereditaria, legado | inheritance, estate, inherit, bequest
heredero, coheredero, legatario, sucesor, causahabiente | heir, beneficiary, legatee
testamento, testar, últimas voluntades, disposición testamentaria, testador, (abierto) | will, testament, last will
albacea, contador partidor, partición, cuaderno particional, reparto de herencia, adjudicación | executor, estate distribution, partition
legítima, herencia forzosa, heredero forzoso, tercio de mejora, libre disposición | forced heirship, reserved portion
abintestato, declaración de herederos, sin testamento, intestado | intestate, declaration of heirs
renuncia de herencia, aceptación de herencia, repudiación, beneficio de inventario | acceptance of inheritance, disclaimer of inheritance
usufructo, usufructuario, nuda propiedad, derecho de uso | usufruct, life interest, bare ownership
bautizo, bautismo, comunión, primera comunión, confirmación, sacramento, fe de bautismo | baptism, christening, first communion
(iglesia), parroquia, párroco, (cura), (sacerdote), misa, arzobispado | church, parish, priest, mass
(cumpleaños), fecha de nacimiento, aniversario, (edad), natalicio | birthday, date of birth, age, anniversary
(fiesta), (celebración), (celebrar), festejo, (evento), convite | party, celebration, event
adn, prueba de paternidad, filiación paterna | dna, paternity test
mascota, animal de compañía, animal doméstico | pet, companion animal
(perro), can, canino, cachorro, (perra) | dog, puppy, canine
(gato), felino, gatito, (gata) | cat, kitten, feline
veterinario, clínica veterinaria, albéitar, hospital veterinario | vet, veterinarian, veterinary clinic
microchip, chip, identificación animal, transpondedor, registro de mascotas | microchip, pet identification
cartilla veterinaria, pasaporte de mascota, pasaporte animal, cartilla sanitaria | pet passport, vaccination booklet
rabia, antirrábica, vacuna rabia, moquillo, polivalente | rabies, rabies vaccine, distemper
desparasitación, antiparasitario, pulga, garrapata, lombriz, desparasitar, leishmania | deworming, flea, tick, worms
esterilización, castración, castrar, esterilizar, capar | neutering, spaying, sterilization
(pienso), comida de perro, alimento para mascotas, croqueta | pet food, dog food, cat food
residencia canina, guardería canina, hotel canino, paseador | kennel, dog boarding, cattery, dog walker
perro peligroso, ppp, potencialmente peligroso, licencia ppp | dangerous dog
protectora, adopción de animales, refugio de animales, perrera | animal shelter, pet adoption
criador, pedigrí, (raza), loe, (camada) | breeder, pedigree, breed, litter
peluquería canina, adiestrador, adiestramiento, educador canino | dog grooming, dog trainer
(caballo), equino, hípica, equitación, yegua | horse, horse riding, equestrian
(pájaro), ave, loro, canario, periquito, (anillado) | bird, parrot, canary
(viaje), (viajar), desplazamiento, itinerario, trayecto | trip, travel, journey, itinerary
viajero, pasajero, turista, acompañante | passenger, traveller, tourist
(vuelo), (avión), (volar), aéreo, conexión aérea | flight, plane, air
billete, pasaje, boleto, ticket, título de transporte | ticket, fare
tarjeta de embarque, embarque, embarcar, facturación online, check-in, puerta de embarque | boarding pass, check-in, gate
(aeropuerto), terminal, aeroportuario | airport, terminal
aerolínea, compañía aérea, línea aérea, transportista aéreo | airline, carrier
equipaje, (maleta), bulto, valija, bolso de mano, equipaje facturado | luggage, baggage, suitcase, hand luggage
equipaje perdido, pir, maleta perdida, irregularidad de equipaje, equipaje extraviado | lost luggage, lost baggage
retraso, demora, vuelo retrasado, overbooking, denegación de embarque, (atraso) | delay, delayed flight, overbooking
(tren), ferrocarril, ferroviario, ave, renfe, cercanías | train, railway, rail
autobús, autocar, bus, guagua, colectivo, (camión), ómnibus | bus, coach
(metro), tranvía, subte, suburbano | underground, subway, tram
abono transporte, bonobús, tarjeta de transporte, abono mensual, bono transporte | travel pass, transport card, season ticket
ferry, crucero, (naviera), transbordador, camarote | ferry, cruise, cabin
(puerto), portuario, muelle, puerto deportivo | port, harbour, marina
alquiler de coche, rent a car, vehículo de alquiler, coche de alquiler | car hire, car rental
= hotel, alojamiento, hospedaje, hostal, establecimiento hotelero | hotel, accommodation, lodging, hostel
(hotel), alojamiento, hospedaje, hostal, pensión, establecimiento hotelero | hotel, accommodation, lodging, hostel
apartamento turístico, casa rural, vivienda vacacional, airbnb, alquiler vacacional | holiday rental, holiday home, rural house
camping, tienda de campaña, bungalow, acampada, carpa | campsite, tent, camping
(reserva), (reservar), localizador, confirmación de reserva, (reservación) | booking, reservation, confirmation
agencia de viajes, viaje combinado, paquete turístico, turoperador, (mayorista) | travel agency, package holiday, tour operator
régimen de comidas, pensión completa, media pensión, todo incluido, desayuno incluido | full board, half board, all inclusive, breakfast included
(noche), pernoctación, pernoctar, estancia | night, overnight stay
huésped, parte de viajeros, registro de viajeros, cliente del hotel | guest, guest registration
pasaporte, libreta de pasaporte | passport
visado, visa, visado de entrada, esta | visa, entry visa
(extranjero), forastero, foráneo, extranjería, (exterior), fuera de españa | foreigner, immigration, abroad
= playa, costa, litoral | beach, coast, seaside
(montaña), senderismo, (monte), (refugio), excursionismo | mountain, hiking
esquí, (nieve), forfait, estación de esquí, snowboard | ski, skiing, ski pass
(entrada), ticket, (localidad), (pase), boleto | ticket, admission, pass
= concierto, festival, espectáculo, recital | concert, festival, show
(concierto), festival, (espectáculo), (actuación), recital | concert, festival, show
= cine, película, sala de cine, filme | cinema, movie, film
= teatro, obra de teatro | theatre, opera, musical, play
(teatro), obra de teatro, (ópera), musical, (función) | theatre, opera, musical, play
museo, exposición, monumento, galería de arte, (muestra) | museum, exhibition
parque de atracciones, zoo, parque temático, acuario, parque acuático | theme park, amusement park, zoo, water park
= restaurante, bar, cafetería, mesón | restaurant, bar, cafe
(restaurante), (bar), cafetería, hostelería, mesón | restaurant, bar, cafe
(comida), (almuerzo), menú, (comer) | lunch, meal, menu
(cena), (cenar) | dinner, supper
(desayuno), (desayunar) | breakfast
cáterin, catering, banquete, servicio de comidas | catering, banquet
supermercado, (compra), alimentación, comestibles, hipermercado, ultramarinos | supermarket, groceries, food shopping
alimento, víveres, producto alimenticio, (comida), alimentario | food, foodstuff
(carne), carnicería, cárnico | meat, butcher
(pescado), pescadería | fish, fishmonger
marisco, gamba, langostino | seafood, shellfish
fruta, verdura, frutería, hortaliza, legumbre | fruit, vegetable, greengrocer
(pan), panadería, horno de pan | bread, bakery
tarta, (pastel), pastelería, torta, repostería | cake, pastry, patisserie
(leche), lácteo, producto lácteo | milk, dairy
(bebida), refresco, consumición | drink, beverage
receta de cocina, ingrediente, elaboración, preparación del plato | recipe, ingredients, cooking
= ropa, prenda, vestimenta | clothes, clothing, garment
(ropa), prenda, vestimenta, textil, confección | clothes, clothing, garment
pantalón, vaquero, tejano, jeans | trousers, pants, jeans
(vestido), falda, traje de novia | dress, skirt, gown
(camisa), camiseta, blusa, jersey, suéter, sudadera, remera | shirt, t-shirt, blouse, jumper, sweater
(abrigo), (chaqueta), cazadora, chaquetón, plumífero, campera | coat, jacket
(traje), esmoquin, traje de chaqueta, terno | suit, tuxedo
zapato, calzado, zapatilla, (bota), zapatería, deportivas | shoe, footwear, trainers, boots
(bolso), (cartera), mochila, (bolsa), billetera, monedero | handbag, bag, wallet, backpack, purse
talla, (medida), número de calzado, tallaje | size
tintorería, lavandería, limpieza en seco, arreglo de ropa | dry cleaner, laundry, alterations
peluquería, peluquero, barbería, corte de pelo, salón de belleza | hairdresser, barber, haircut, beauty salon
cosmético, perfume, maquillaje, perfumería, colonia, champú | cosmetics, perfume, makeup, shampoo
juguete, juguetería, (muñeca) | toy, doll
videojuego, consola, playstation, nintendo | video game, console
carrito de bebé, cochecito, silla de paseo | pram, pushchair, stroller
silla de coche, sri, retención infantil, maxicosi | car seat, child seat
cuna, minicuna, moisés | cot, crib
tienda, comercio, establecimiento, (almacén), local comercial | shop, store, retailer
(pedido), orden de compra, (encargo), número de pedido, (pedir), (encargar) | order, purchase order, order number
compra online, tienda en línea, comercio electrónico, compra a distancia, amazon | online shopping, e-commerce, online store
= envío, entrega, paquete, mensajería, paquetería, enviar | shipping, delivery, parcel, courier, package
(envío), (entrega), (paquete), mensajería, paquetería, (enviar), encomienda, portes | shipping, delivery, parcel, courier, package
seguimiento, número de seguimiento, tracking, rastreo, localización de envío | tracking, tracking number
(correos), carta certificada, burofax, acuse de recibo, correo certificado, apartado postal | post office, registered letter, recorded delivery
(dirección), domicilio, señas, código postal, (calle) | address, postcode, zip code, street
remitente, destinatario, emisor, receptor | sender, recipient, addressee
devolución de compra, (cambio), derecho de desistimiento, desistimiento, devolver producto | return, withdrawal right, cooling-off, exchange
reclamación, queja, hoja de reclamaciones, reclamar, protesta | complaint, claim
consumo, omic, arbitraje de consumo, ocu, defensa del consumidor | consumer protection, consumer office
rebajas, liquidación, (saldos), outlet, black friday | sales, clearance
tarjeta de fidelización, programa de puntos, tarjeta cliente, club de socios | loyalty card, points card
= segunda mano, usado, de ocasión | second-hand, used
segunda mano, (usado), wallapop, (de ocasión), contrato entre particulares | second-hand, used
= abogado, letrado, bufete, despacho de abogados | lawyer, attorney, solicitor, law firm
(abogado), (letrado), bufete, despacho de abogados, defensor | lawyer, attorney, solicitor, law firm
procurador, representación procesal, apoderamiento apud acta | court representative, procurator
notario, notaría, notarial, fedatario, escribano | notary, notary office, notarial
poder notarial, (poder), apoderamiento, apoderado, poderdante, representación | power of attorney, proxy
abogado de oficio, turno de oficio, justicia gratuita, asistencia jurídica gratuita | legal aid, public defender
honorarios, (minuta), provisión de fondos, hoja de encargo, tarifa profesional | fees, lawyer fees, legal fees
juzgado, (tribunal), (audiencia), (sala), juzgado de instancia, (corte) | court, tribunal
= juez, magistrado, jueza, judicatura | judge, magistrate, judicial
(juez), magistrado, judicial, (jueza), judicatura | judge, magistrate, judicial
(fiscal), fiscalía, ministerio fiscal, ministerio público | prosecutor, public prosecutor
= juicio, proceso judicial, pleito, litigio, procedimiento judicial | trial, hearing, lawsuit, litigation
(juicio), (vista), proceso judicial, pleito, litigio, procedimiento judicial, (audiencia) | trial, hearing, lawsuit, litigation
(demanda), (demandar), (demandante), (actor), parte actora, querella, querellante | lawsuit, claim, plaintiff, sue
= demandado, acusado, investigado, imputado, denunciado, querellado | defendant, accused, suspect
sentencia, (fallo), resolución judicial, condena, (auto), condenar, veredicto | judgment, ruling, sentence, verdict
recurso, apelación, recurrir, impugnación, recurso de alzada, alegación, reposición, casación | appeal, challenge
notificación, cédula de notificación, (comunicación), emplazamiento, notificar | notification, notice, service of process
citación, cédula de citación, comparecencia, comparecer, (citar) | summons, subpoena, court appearance
(testigo), declaración testifical, testifical, testimonio | witness, testimony
(prueba), medio de prueba, (evidencia), acreditación | evidence, proof
(costas), costas procesales, gastos judiciales, tasación de costas | court costs, legal costs
monitorio, proceso monitorio, juicio verbal, reclamación de cantidad | payment order, small claims
ejecución, ejecución hipotecaria, subasta, remate, título ejecutivo | foreclosure, enforcement, auction
conciliación, mediación, mediador, arbitraje, acto de conciliación, smac, (masc) | mediation, conciliation, arbitration
(acuerdo), convenio, pacto, transacción, arreglo extrajudicial, avenencia | agreement, settlement
denuncia, atestado, denunciar, diligencias, denunciante | police report, complaint, report
= policía, guardia civil, comisaría, policía local, policía nacional | police, police station, officer
(policía), guardia civil, (comisaría), policía local, policía nacional, (agente), mossos | police, police station, officer
= robo, hurto, sustracción, atraco, ladrón, robar | theft, robbery, burglary, stolen
(robo), hurto, sustracción, atraco, (ladrón), (robar), allanamiento | theft, robbery, burglary, stolen
(pérdida), extravío, (perdido), extraviado, objetos perdidos | loss, lost, lost property
(delito), (falta), delincuencia, penal, infracción penal, (criminal) | crime, offence, criminal
agresión, lesiones, (pelea), (amenaza), maltrato, coacción | assault, injury, threat, abuse
violencia de género, violencia machista, orden de protección, orden de alejamiento | domestic violence, restraining order, protection order
antecedentes penales, certificado de penales, certificado delitos sexuales | criminal record, background check
(cárcel), (prisión), preso, recluso, centro penitenciario, (pena) | prison, jail, inmate
concurso de acreedores, segunda oportunidad, insolvencia, exoneración del pasivo, quiebra | bankruptcy, insolvency, second chance
(contrato), contractual, acuerdo contractual, (contratación), (contratar) | contract, agreement
cláusula, estipulación, (condición), términos y condiciones, condiciones generales | clause, terms and conditions
anexo, adenda, suplemento, apéndice | annex, addendum, appendix
(firma), (firmar), rúbrica, suscribir, firmante, signatario | signature, sign, signatory
= ley, norma, normativa, legislación | law, act, regulation, legal
(ley), norma, normativa, legislación, decreto, (legal), reglamento | law, act, regulation, legal
protección de datos, rgpd, datos personales, privacidad, lopd, aepd | data protection, gdpr, privacy, personal data
ayuntamiento, municipio, alcaldía, consistorio, municipal, casa consistorial, municipalidad | town hall, city council, municipality
= alcalde, alcaldía, alcaldesa | mayor
comunidad autónoma, (junta), generalitat, consejería, gobierno autonómico, xunta, autonómico | regional government
ministerio, (gobierno), administración del estado, estatal, delegación del gobierno | ministry, government
boletín oficial, boe, diario oficial, gaceta | official gazette
registro de entrada, registro electrónico, sede electrónica, presentación de solicitud, registro general | registry, e-government, online filing
solicitud, instancia, solicitar, formulario, petición, impreso, solicitante | application, request, form, applicant
(expediente), procedimiento administrativo, número de expediente, trámite, dosier | file, case, proceeding, case number
resolución, acuerdo administrativo, concesión, denegación, acto administrativo | resolution, decision
certificado, certificación, acreditación, justificante, constancia, certificar | certificate, proof
certificado digital, firma electrónica, (clave), dni electrónico, fnmt, cl@ve, autofirma | digital certificate, electronic signature
empadronamiento, padrón, volante de empadronamiento, empadronado, certificado de residencia, empadronar | census registration, proof of residence, municipal register
dni, documento nacional identidad, carné de identidad, documento de identidad, cédula, carnet | id card, identity card, national id
nie, tie, tarjeta de extranjero, permiso de residencia, tarjeta de residencia, arraigo | residence permit, foreigner id
permiso de trabajo, autorización de trabajo, autorización para trabajar | work permit
(nacionalidad), ciudadanía, nacionalidad española, (jura), ciudadano, ccse | nationality, citizenship, citizen
asilo, (refugiado), protección internacional | asylum, refugee
consulado, embajada, consular, registro consular | consulate, embassy
apostilla, apostilla haya, legalización, legalizar | apostille, legalization
traducción jurada, traductor, (traducción), intérprete, traducir | sworn translation, translator, interpreter
compulsa, copia compulsada, copia auténtica, fotocopia, cotejo | certified copy, photocopy
subvención, (ayuda), ayuda pública, subvencionar, prestación, subsidio, auxilio | subsidy, grant, aid, benefit
ingreso mínimo vital, imv, renta mínima, renta garantizada, rentas de inserción | minimum income, welfare
ayuda al alquiler, bono joven, bono alquiler | rent subsidy, housing benefit
vivienda protegida, vpo, protección oficial, vivienda social | social housing, affordable housing
servicios sociales, trabajador social, asistente social, asistencia social | social services, social worker
(elecciones), (votar), (voto), mesa electoral, censo electoral, votación, sufragio | election, vote, polling station
(jurado), tribunal del jurado, candidato a jurado | jury, jury duty
licencia de actividad, licencia de apertura, licencia municipal, apertura de negocio | business licence, activity permit
vado, vado permanente, entrada de vehículos, reserva de paso | driveway permit, dropped kerb
(ordenanza), ordenanza municipal, (bando), normativa municipal | bylaw, ordinance
(caza), cinegético, licencia de caza, coto | hunting, hunting licence
(pesca), licencia de pesca, (pescar) | fishing, fishing licence
(arma), escopeta, licencia de armas, rifle | gun, weapon, gun licence, firearm
asociación, ong, fundación, voluntariado, voluntario, cruz roja, sin ánimo lucro | association, charity, ngo, volunteer, foundation
= gimnasio, gym, centro deportivo, fitness, polideportivo, instalación deportiva | gym, sports centre, fitness
deporte, deportivo, deportista, federado, ficha federativa, licencia federativa | sport, athlete, sports licence
= fútbol, futbolista, balompié, club de fútbol | football, soccer
(partido), (encuentro), competición, torneo, liga, campeonato | match, game, tournament, league
baloncesto, básquet, canasta | basketball
tenis, pádel, (pista), raqueta | tennis, padel, court, racket
natación, (nadar), cursillo de natación, nadador, aquagym | swimming, swim, swimming lessons
(carrera), maratón, dorsal, atletismo, (correr), media maratón | race, marathon, running, bib number
yoga, pilates, meditación | yoga, pilates
artes marciales, kárate, judo, taekwondo | martial arts, karate, judo
(golf), hándicap, campo de golf | golf
(gimnasia), gimnasta, gimnasia rítmica | gymnastics
patinaje, patín, patinar | skating, skate
entrenador, entrenamiento, monitor, entrenar, míster | coach, trainer, training, instructor
buceo, submarinismo, bucear | diving, scuba
vela, navegación, windsurf, regata | sailing, regatta
escalada, alpinismo, (montañismo), rocódromo, escalar | climbing, mountaineering
trofeo, medalla, (premio), galardón, diploma deportivo | trophy, medal, prize, award
= baile, danza, bailar | dance, ballet
(baile), danza, ballet, (bailar), flamenco | dance, ballet
(música), instrumento, (piano), guitarra, violín, instrumento musical | music, instrument, piano, guitar, violin
coro, (banda), orquesta, rondalla | choir, band, orchestra
lotería, décimo, quiniela, sorteo, (apuesta), rifa, once | lottery, lottery ticket, bet, raffle
(libro), novela, lectura, lector, librería | book, novel, reading, bookshop
(periódico), (revista), (diario), (prensa) | newspaper, magazine, press
(cuadro), obra de arte, (pintura), escultura, antigüedad | painting, artwork, antique, sculpture
(flor), floristería, ramo, (planta), florista, corona de flores | flower, florist, bouquet, plant
(regalo), obsequio, lista de bodas, lista de regalos, (presente) | gift, present, wedding list
fotógrafo, reportaje de boda, álbum, sesión de fotos | photographer, wedding photos, album
= invitación, invitado, tarjeta de invitación, convidado | invitation, guest
enero, año nuevo, (reyes), epifanía, cuesta de enero, nochevieja | january, new year, epiphany, three kings
febrero, carnaval, san valentín, disfraz | february, carnival, valentine
marzo, (fallas), día del padre, san josé | march, father's day
abril, semana santa, pascua, sant jordi, viernes santo | april, easter, holy week, good friday
mayo, día del trabajo, día madre, primero de mayo | may, labour day, mother's day
junio, san juan, fin de curso, hogueras | june, end of term, midsummer
julio, san fermín, (verano) | july, summer
agosto, asunción, virgen de agosto, (verano) | august, assumption, summer
septiembre, vuelta al cole, inicio de curso, setiembre | september, back to school
octubre, pilar, hispanidad, halloween | october, halloween
noviembre, (todos los santos), día de difuntos | november, all saints
diciembre, navidad, nochebuena, navideño, inmaculada, constitución, nochevieja | december, christmas, christmas eve
festivo, día festivo, feriado, día inhábil, (puente), fiesta local, calendario laboral | public holiday, bank holiday, non-working day
día hábil, día laborable, (entre semana), día natural | working day, business day, weekday
trimestre, trimestral, tres meses, semestre | quarter, quarterly, three months, semester
(año), anual, anualidad, (ejercicio), ejercicio fiscal, anualmente | year, yearly, annual, fiscal year
(mes), mensual, mensualidad, mensualmente | month, monthly
(semana), semanal, quincena, quincenal | week, weekly, fortnight
ipc, inflación, actualización de renta, índice de precios, revisión de renta, subida del alquiler, irav | cpi, inflation, rent increase, rent review
prórroga, renovación, renovar, prorrogar, tácita reconducción, extensión | renewal, extension, renew
rescisión, resolución del contrato, cancelación, (baja), rescindir, anulación, anular, desistir | termination, cancellation, cancel
(alta), dar de alta, (activación), inscripción | sign-up, activation, registration
vigencia, validez, duración, vigente, (válido), en vigor, plazo del contrato | validity, term, duration, valid
perjuicio, (daño), desperfecto, deterioro, daños materiales, (dañado) | damage, harm
servidumbre, derecho de paso, servidumbre de paso, luces y vistas | easement, right of way
cotitularidad, proindiviso, copropiedad, condominio, extinción de condominio | co-ownership, joint ownership
cuartel, servicio militar, mili, cartilla militar, (militar), (ejército) | military service, army, military
sepelio, lápida, marmolista, columbario | gravestone, headstone, columbarium
médico forense, autopsia, (forense), necropsia | forensic, autopsy, coroner
barbacoa, merendero, parrilla, asador, asado | barbecue, grill
columpio, parque infantil, zona de juegos, área infantil | playground, swing
buzón, correspondencia, (carta), correo postal, (cartero) | mailbox, letter, mail, post
puerta de garaje, puerta automática, portón, automatismo | garage door, gate, automatic door
rampa, barrera arquitectónica, accesibilidad, salvaescaleras, silla salvaescaleras | ramp, accessibility, stairlift
valla, verja, (cerca), reja, vallado, cancela | fence, gate, railing
pozo, riego, regadío, comunidad de regantes, aljibe | well, irrigation, cistern
agricultura, cultivo, agrícola, agricultor, olivo, (viña), cosecha | farming, agriculture, crop, olive, vineyard
(ganado), ganadería, gallina, oveja, explotación ganadera | livestock, hens, sheep
(árbol), (tala), (arbolado), arbusto | tree, felling, pruning
(enfermedad), dolencia, patología, padecimiento, afección | illness, disease, condition
= salud, sanidad, sanitario, servicio de salud | health, healthcare, health service
(salud), sanidad, sanitario, servicio de salud, osakidetza, sermas | health, healthcare, health service
dislexia, disléxico, dificultad de aprendizaje, dificultad lectora | dyslexia, learning difficulty
(nariz), nasal, tabique nasal, sinusitis, rinitis, septoplastia | nose, sinusitis, rhinitis
(boca), encía, (lengua), bucal, gingivitis, periodontitis, oral | mouth, gums, tongue, gum disease
uña, hongo, micosis, onicomicosis, candidiasis | nail, fungus, fungal infection
vitamina, suplemento, vitamina d, calcio, complemento alimenticio | vitamin, supplement, calcium
prueba de esfuerzo, ergometría, ecocardiograma | stress test, echocardiogram
marcapasos, desfibrilador, dai | pacemaker
stent, bypass, cateterismo, angioplastia | stent, bypass, angioplasty
piojo, pediculosis, liendre | lice
mordedura, mordisco, morder | bite, dog bite
(alcoholismo), adicción, drogodependencia, (droga), estupefaciente, toxicomanía | addiction, drugs, substance abuse
cuidados paliativos, terminal, sedación | palliative care, end of life
sueldo mínimo, smi, salario mínimo interprofesional | minimum wage
anticipo de nómina, préstamo de empresa, adelanto de sueldo | salary advance
ropa de trabajo, uniforme laboral, calzado de seguridad | workwear, work uniform
acoso laboral, mobbing, discriminación, acoso | workplace harassment, harassment, discrimination
traslado, movilidad geográfica, desplazado, cambio de destino | transfer, relocation
ascenso, promoción, categoría superior, promocionar | promotion
confidencialidad, acuerdo de confidencialidad, nda, secreto profesional | confidentiality, non-disclosure
(marca), signo distintivo, registro de marca | trademark, brand
derechos de autor, propiedad intelectual, copyright | copyright, intellectual property
parking de pago, tique de aparcamiento, abono de parking, rotación | paid parking, parking ticket
carné joven, tarjeta dorada, tarjeta de mayores, carnet joven | youth card, senior card
tarjeta de aparcamiento, tarjeta movilidad reducida, pmr, plaza de minusválidos | disabled parking badge, blue badge
teleasistencia, botón de emergencia, medalla de emergencia | telecare, emergency button
imserso, viaje de jubilados, turismo social, balneario, termalismo | senior travel, spa
(dedo), falange, digital, dactilar | finger
(pierna), extremidad inferior, miembro inferior | leg, lower limb
(brazo), extremidad superior, miembro superior | arm, upper limb
(pie), podal, podálico | foot
juanete, hallux valgus | bunion
tobillo, maléolo, tibioastragalino | ankle
= pagar, pago, paga, abonar, abono, desembolsar, desembolso, liquidar, apoquinar, aflojar la pasta | pay, payment, paid, settle, fork out
(pagar), (pago), (paga), abonar, abono, satisfacer, desembolsar, desembolso, liquidar, apoquinar, aflojar la pasta | pay, payment, paid, settle, fork out
cobrar, cobro, (cargar), (cargo), adeudar, adeudo, (facturar), (facturación), (girar), (clavar), pasar el recibo | charge, bill, debit, invoice
cobrar, percibir, percepción, ingresar, ingreso, recaudar, recaudación | collect, receive money, cash in
(deber), (deuda), adeudar, débito, deudor, moroso, (trampa), pufo | owe, debt, owing, debtor, liability
impago, impagado, moroso, (morosidad), (mora), pendiente de pago, (descubierto), (sin pagar) | unpaid, arrears, default, overdue, outstanding
devolver, devuelve, devuelto, devolución, restituir, restitución, reembolsar, reembolso, reintegrar, reintegro, retornar | refund, return, reimburse, give back, money back
rescindir, rescisión, (resolver), resuelto, resolución, cancelar, cancelación, anular, anulación, darse de baja, (baja), desistir, desistimiento | cancel, cancellation, terminate, termination, call off
desistir, desistimiento, arrepentirse, arrepiente, echarse atrás, retractarse, revocar, (renunciar) | withdraw, withdrawal, back out, change my mind, cooling off
renovar, renueva, renovación, prorrogar, prórroga, prolongar, tácita reconducción, extender | renew, renewal, extend, extension, roll over
= firmar, firma, suscribir, suscrito, rubricar, rúbrica, firmante, signatario, abajo firmante | sign, signature, signed, signatory
vencer, vence, vencimiento, caducar, caducidad, caducado, expirar, expiración, pasado de fecha | expire, expiry, due, run out, lapse
prescribir, prescripción, prescrito, caducar | time limit, statute of limitations, time barred
mudarse, mudanza, trasladarse, traslado, cambio de domicilio, cambiar de casa | move house, removal, relocation, change of address
entrar a vivir, (ocupar), (ocupación), entrega de llaves, toma de posesión, instalarse | move in, occupy, take possession
desalojar, desalojo, desahuciar, desahucio, (lanzamiento), echar de casa, desocupar | evict, eviction, vacate, throw out, kick out
irse del piso, dejar el piso, desocupar, abandonar la vivienda, entregar las llaves, desalojar | move out, leave, vacate, hand back keys
= alquilar, alquiler, arrendar, arrendamiento, arriendo | rent, rental, lease, let
(alquilar), (alquiler), arrendar, arrendamiento, arriendo, renta | rent, rental, lease, let
subarrendar, subarriendo, subarrendamiento, subalquilar, realquilar, realquiler | sublet, sublease, subtenancy
= reparar, reparación, arreglar, arreglo, apañar, compostura, chapuza | repair, fix, mend
reparar, reparación, (arreglar), (arreglo), subsanar, apañar, compostura, chapuza | repair, fix, mend
= averiarse, avería, averiado, estropearse, estropeado, escacharrarse, romperse, no funciona | break down, breakdown, fault, malfunction, out of order, not working
averiarse, avería, averiado, estropearse, estropeado, escacharrarse, (cascar), (romperse), (fallo), (fallar), (no funciona) | break down, breakdown, fault, malfunction, out of order, not working
= romper, roto, rotura, quebrar, hacer añicos | break, broken, breakage, smash
(romper), (roto), rotura, quebrar, fractura, (partir), (cargarse), hacer añicos | break, broken, breakage, smash
= dañar, daño, desperfecto, deterioro, deteriorar, menoscabo, perjuicio, destrozo, desgaste | damage, harm, wear, deterioration
= robar, robo, hurtar, hurto, sustraer, sustracción, mangar, birlar, chorizar, afanar, atracar, atraco | steal, stolen, theft, robbery, burglary
= perder, pierde, pérdida, extraviar, extravío, extraviado | lose, loss, lost, misplaced
= encontrar, encuentra, hallar, hallazgo | find, found, lost property
(encontrar), (encuentra), (hallar), hallazgo, objetos perdidos, localizar | find, found, lost property
= asegurar, asegurado, seguro, cobertura, póliza, aseguramiento | insure, insured, insurance, cover, coverage, policy
asegurar, asegurado, (seguro), cubrir, cobertura, póliza, aseguramiento | insure, insured, insurance, cover, coverage, policy
excluir, exclusión, excluido, (no cubierto), no cubre, (queda fuera) | exclude, exclusion, not covered, left out
siniestro, (parte), (accidente), percance, (incidente) | claim, accident, incident, loss event
reclamar, reclamación, exigir, exigencia, requerir, pedir cuentas | claim, demand, reclaim
quejarse, queja, reclamación, hoja de reclamaciones, protestar, protesta, disconformidad, descontento | complain, complaint, grievance, protest
recurrir, recurso, apelar, apelación, impugnar, impugnación, alzada, reposición, casación, alegar | appeal, challenge, contest
alegar, alegación, alegaciones, pliego de descargo, aducir, argumentar | allege, allegation, submissions, argue, representations
indemnizar, indemnización, compensar, compensación, resarcir, resarcimiento, reparar el daño | compensate, compensation, indemnify, damages, payout
finiquito, liquidación, saldo y finiquito, última nómina, ajuste de cuentas | final settlement, severance, final pay
= herir, herida, hiere, lesión, lesionarse, lesionado, hacerse daño, contusión | hurt, injury, injured, wound, wounded
(herir), (herida), hiere, lesión, lesionarse, lesionado, hacerse daño, contusión, traumatismo, (golpe) | hurt, injury, injured, wound, wounded
(cortarse), (corte), herida incisa, tajo, brecha | cut, gash
fracturar, fractura, romperse un hueso, fisura, rotura | fracture, broken bone
torcerse, torcedura, esguince, torcer, tuerce, distensión | sprain, twist, strain
quemar, quemadura, quemado, escaldar, abrasar | burn, burnt, scald
= caerse, caída, tropezar, tropiezo, resbalar, resbalón, batacazo, tropezón, porrazo | fall, slip, trip, stumble
= operar, operación, operarse, intervenir, intervención quirúrgica, cirugía, quirúrgico, pasar por quirófano | operate, operation, surgery, surgical
anestesiar, anestesia, (sedar), sedación, (dormir) | anaesthesia, anesthetic, sedation, numb
= curar, curación, sanar, sanación, tratamiento, terapia, terapéutico | cure, heal, treat, treatment, therapy
(curar), (cura), curación, sanar, sanación, (tratar), (tratamiento), (terapia), terapéutico | cure, heal, treat, treatment, therapy
= recuperarse, recuperación, convalecencia, rehabilitación, mejoría, ponerse bueno | recover, recovery, rehabilitation, convalescence, get better
(recuperarse), (recuperación), convalecencia, rehabilitación, postoperatorio, mejoría, ponerse bueno | recover, recovery, rehabilitation, convalescence, get better
= empeorar, empeoramiento, agravarse, agravamiento, recaída, recaer, ponerse peor | worsen, relapse, complication, get worse
empeorar, empeoramiento, agravarse, agravamiento, recaída, recaer, (complicación), ponerse peor | worsen, relapse, complication, get worse
vacunar, vacuna, vacunación, inmunizar, inmunización, pinchar, pinchazo, dosis | vaccinate, vaccine, jab, shot, immunisation
recetar, receta, prescribir, prescripción, prescrito, (mandar), pautar, pauta | prescribe, prescription
(tomar), (toma), administrar, administración, ingerir, ingesta, posología, dosis | take, dose, dosage, intake
inyectar, inyección, pinchar, pinchazo, inyectable, subcutánea, intramuscular | inject, injection, jab
diagnosticar, diagnóstico, juicio clínico, impresión diagnóstica, dictamen | diagnose, diagnosis, what is wrong
explorar, exploración, reconocer, reconocimiento médico, examinar, revisión, chequeo | examination, checkup, check-up, medical exam
= analizar, análisis, analítica | test, blood test, lab, analysis
analizar, (análisis), analítica, (prueba), determinación, extracción | test, blood test, lab, analysis
hospitalizar, hospitalización, ingresar, ingreso, internar, internamiento, estancia hospitalaria | admit, admission, hospitalise, inpatient, hospital stay
dar el alta, alta médica, alta hospitalaria, informe de alta | discharge, discharged, release
= ponerse enfermo, enfermar, enfermedad, enfermo, patología, dolencia, padecimiento, afección, pachucho | ill, illness, sick, disease, condition
baja médica, baja laboral, incapacidad temporal, parte de baja, baja por enfermedad | sick leave, sick note, off work
incapacidad, incapaz, invalidez, inválido, discapacidad, minusvalía, discapacitado, grado de discapacidad | disability, disabled, incapacity
dependencia, dependiente, gran invalidez, (cuidados), (no valerse) | dependency, care needs, dependent
= doler, duele, dolor, dolorido, molestia, algia | pain, ache, hurts, sore, discomfort
doler, duele, (dolor), (dolorido), molestia, algia, dolencia, malestar, escozor | pain, ache, hurts, sore, discomfort
alergia, alérgico, hipersensibilidad, intolerancia, intolerante, reacción adversa, alérgeno | allergy, allergic, intolerance, reaction
= fiebre, febril, hipertermia, calentura, temperatura alta, febrícula, pirexia | fever, temperature, feverish
(fiebre), febril, hipertermia, calentura, décimas, temperatura alta, febrícula, pirexia | fever, temperature, feverish
toser, tos, tusígeno, expectorar, expectoración, flema, esputo | cough, phlegm
vomitar, vómito, náusea, náuseas, arcada, devolver, emesis, potar, echar la pota | vomit, nausea, throw up, sick
diarrea, descomposición, gastroenteritis, cagalera, ir suelto, deposiciones líquidas | diarrhoea, diarrhea, loose stools
estreñimiento, estreñido | constipation, constipated
= marearse, mareo, vértigo, desmayo, desmayarse, síncope, lipotimia, pérdida de conciencia, desvanecimiento | dizzy, dizziness, faint, fainting, pass out
resfriarse, resfriado, catarro, constipado, constipar, gripe, trancazo, catarral | cold, flu, influenza
infectar, infección, infeccioso, infectado, contagio, contagiar, contagioso, séptico | infect, infection, contagious, catch
inflamar, inflamación, inflamado, hinchar, hinchazón, hinchado, edema, tumefacción | swelling, swollen, inflammation
= sangrar, sangrado, hemorragia, hemorrágico, sanguinolento | bleed, bleeding, haemorrhage
(sangrar), (sangre), (sangrado), hemorragia, hemorrágico, sanguinolento | bleed, bleeding, haemorrhage
picar, pica, picor, prurito, sarpullido, erupción, ronchas, urticaria, exantema | itch, itching, rash, hives
picadura, picar, mordedura, morder, muerde, mordisco | bite, sting, bitten
= respirar, respiración, respiratorio, ahogarse, ahogo, disnea, falta de aire | breathe, breathing, shortness of breath, asthma
(respirar), (respiración), respiratorio, ahogarse, ahogo, disnea, asma, falta de aire | breathe, breathing, shortness of breath, asthma
= cansarse, cansancio, cansado, fatiga, fatigado, astenia, agotamiento, agotado, decaimiento | tired, fatigue, exhaustion
= dormir, duerme, sueño | sleep, insomnia
(dormir), duerme, (sueño), insomnio, no pegar ojo, desvelo, apnea | sleep, insomnia
ansiedad, ansioso, nervios, estrés, angustia, agobio, agobiado | anxiety, stress, nervous, anxious
deprimirse, depresión, depresivo, ánimo bajo, tristeza, distimia, depre | depression, depressed, low mood
adelgazar, pérdida de peso, bajar de peso, dieta, régimen, hipocalórica, perder kilos | lose weight, diet, slimming
= engordar, sobrepeso, obesidad, obeso, gordo, aumento de peso | overweight, obesity, gain weight, fat
= fumar, fumador, tabaco, tabaquismo, tabáquico, cigarrillo | smoke, smoking, smoker, tobacco
(beber), (bebida), (alcohol), enolismo, (alcoholismo), alcoholemia, bebedor, etílico | drink, alcohol, drunk
= embarazo, embarazada, gestación, gestante, preñada, encinta, estar en estado, gestacional | pregnancy, pregnant, expecting
= parir, parto, dar a luz, alumbramiento | give birth, childbirth, delivery, labour
(parir), (parto), dar a luz, alumbramiento, cesárea, puerperio | give birth, childbirth, delivery, labour
abortar, aborto, interrupción del embarazo, pérdida gestacional | miscarriage, abortion
= visión, vista, agudeza visual | eyesight, vision, sight, short-sighted
(ver), (visión), (vista), agudeza visual, graduar la vista, graduación, dioptría, miopía, miope | eyesight, vision, sight, short-sighted
= oír, oye, oído, audición, auditivo | hear, hearing, deaf, hearing aid
(oír), oye, (oído), audición, auditivo, hipoacusia, sordera, sordo, audífono | hear, hearing, deaf, hearing aid
= urgencia, urgente, emergencia, inmediato, inmediatez, cuanto antes, corre prisa, apremiante | urgent, urgency, emergency, asap, immediately
= grave, gravedad, severo, crítico, agudo | serious, severe, severity, critical, acute
(grave), gravedad, severo, (serio), crítico, agudo | serious, severe, severity, critical, acute
= leve, ligero, discreto, moderado, sin importancia, poco grave | mild, slight, minor
(normal), (normalidad), sin alteraciones, sin hallazgos, dentro de rango, negativo, anodino | normal, no findings, within range, clear
= ayunar, ayunas, ayuno, en ayunas, sin comer, estómago vacío | fasting, fast, empty stomach
contraindicar, contraindicación, contraindicado, (no tomar), precaución, advertencia | contraindication, do not take, warning, precaution
efecto secundario, efectos adversos, reacción adversa, efecto indeseado | side effect, adverse reaction
consentir, consiente, consentimiento, consentimiento informado, conformidad, visto bueno | consent, agree, approval
= estudiar, estudio, cursar, formación, formarse, aprendizaje | study, studies, course, training
(estudiar), (estudio), (cursar), (curso), formación, (formarse), (carrera), aprendizaje | study, studies, course, training
aprobar, aprobado, aprueba, apto, superar, superado, (pasar), (suficiente) | pass, passed, passing grade
suspender, suspenso, catear, cate, no apto, insuficiente, no superado, (cargar), pencar, (tumbar) | fail, failed, flunk
examinarse, (examen), (prueba), oposición, convocatoria, (recuperación), evaluación, control | exam, test, examination, assessment
= calificar, calificación, nota, puntuación, evaluar | grade, mark, score, report card, transcript
calificar, calificación, (nota), puntuación, evaluar, boletín, expediente académico | grade, mark, score, report card, transcript
matricular, matrícula, matriculación, inscribir, inscripción, inscrito, apuntarse, apuntar, preinscripción, prematrícula | enrol, enroll, enrolment, register, sign up, registration
= graduarse, graduación, titularse, título, titulación, diploma, licenciarse, egresar | graduate, degree, diploma, qualification
repetir, repite, repetición, repetir curso, no promociona, promoción | repeat year, held back
becar, beca, becado, becario, ayuda al estudio | scholarship, grant
faltar a clase, inasistencia, absentismo, ausencia, hacer novillos, pellas, (campana), falta de asistencia | absence, absent, truancy, miss class, skip
expulsar, expulsión, amonestar, amonestación, parte disciplinario, sanción, echar de clase | expel, suspend, discipline, warning
convalidar, convalidación, homologar, homologación, reconocimiento de créditos, equivalencia | recognition, validation, credit transfer, equivalent
= elegir, elige, elección, escoger, optar, opción, seleccionar, selección, preferir | choose, choice, option, select, pick
= admitir, admisión, admitido | admit, admission, place, accepted
(admitir), admisión, (admitido), plaza, adjudicar, adjudicación, coger plaza | admit, admission, place, accepted
lista de espera, (en espera), (reserva), suplente, (cola) | waiting list, wait, queue, reserve
= viajar, viaje, desplazarse, desplazamiento, trayecto, itinerario, escapada | travel, trip, journey, itinerary
(viajar), (viaje), desplazarse, desplazamiento, trayecto, itinerario, travesía, (escapada) | travel, trip, journey, itinerary
= reservar, reserva, localizador | book, booking, reservation, reserve
(reservar), (reserva), localizador, (apartar), coger habitación | book, booking, reservation, reserve
= volar, vuela, vuelo, avión, aéreo | fly, flight, plane
(volar), (vuela), (vuelo), (avión), aéreo, embarque | fly, flight, plane
embarcar, embarque, tarjeta de embarque, abordar, subir a bordo, puerta de embarque | board, boarding, boarding pass, gate
facturar maletas, equipaje facturado, mostrador de facturación, check-in | check in, check-in, baggage drop
= equipaje, maleta, bulto, bolso de mano, equipaje de mano | luggage, baggage, suitcase, bag
= salir, sale, salida, partida, hora de salida | departure, leave, depart
(salir), (sale), (salida), (partir), (partida), hora de salida | departure, leave, depart
= llegar, llegada, arribar, arribo, hora de llegada | arrive, arrival
retrasarse, retraso, demora, demorarse, llegar tarde, tardanza, dilación, fuera de plazo, tardío | delay, late, delayed, lateness
adelantar, adelanto, anticipar, anticipo, anticipado, provisión de fondos, (a cuenta), por adelantado | advance, upfront, prepayment, early
aplazar, aplazamiento, posponer, pospuesto, diferir, prorrogar, dejar para después, postergar, moratoria | postpone, defer, put off, deferral
fraccionar, fraccionamiento, a plazos, pago aplazado, (cuotas), mensualidades, en cómodos plazos | instalments, installments, pay monthly, split payment
= alojarse, alojamiento, hospedarse, hospedaje, pernoctar, pernoctación, estancia, hotel | stay, accommodation, lodging, overnight
alojarse, alojamiento, hospedarse, hospedaje, pernoctar, pernoctación, estancia, (quedarse), (hotel) | stay, accommodation, lodging, overnight
hora de entrada, (entrada), registro de entrada, check-in, (llegada) | check-in, arrival time, entry
hora de salida, (salida), dejar la habitación, check-out | check-out, checkout, leave the room
= contratar, contratación, contrato | hire, contract, sign up, take on
(contratar), (contratación), (contrato), concertar, dar de alta, (alta) | hire, contract, sign up, take on
= emplear, empleo, empleado, trabajar, trabajo, trabajador, currar, curro, currante | job, employment, work, employee, worker
(emplear), (empleo), (empleado), (trabajar), (trabajo), (trabajador), (puesto), currar, curro, currante | job, employment, work, employee, worker
= despedir, despide, despido, extinción del contrato, poner de patitas, echar del trabajo | dismiss, dismissal, fire, sack, lay off, redundancy
(despedir), despide, despido, (echar), extinción del contrato, cese, cesar, poner de patitas, echar del trabajo, (largar) | dismiss, dismissal, fire, sack, lay off, redundancy
= dimitir, dimisión, baja voluntaria, renunciar, renuncia, dejar el trabajo | resign, resignation, quit
dimitir, dimisión, baja voluntaria, (renunciar), (renuncia), dejar el trabajo, cesar | resign, resignation, quit
preaviso, preavisar, avisar con antelación, aviso previo, antelación | notice, notice period, advance notice
jubilarse, jubilación, jubilado, retirarse, retiro, pensión, pensionista, clases pasivas | retire, retirement, pension, pensioner
prejubilarse, prejubilación, jubilación anticipada, jubilación parcial | early retirement
= sueldo, salario, nómina, remuneración, retribución, haberes, devengo, devengar, emolumentos, paga | earn, salary, wage, pay, payslip, earnings
(ganar), sueldo, salario, (nómina), remuneración, retribución, haberes, devengo, devengar, emolumentos, (paga) | earn, salary, wage, pay, payslip, earnings
paga extra, extraordinaria, pagas extraordinarias, gratificación, bonus, plus, complemento, (prima), aguinaldo | bonus, extra pay, allowance
horas extra, horas extraordinarias, exceso de jornada, echar horas | overtime, extra hours
subir el sueldo, aumento, incremento salarial, revisión salarial, (subida), ascenso | raise, pay rise, pay increase
ascender, asciende, ascenso, promoción, promocionar, categoría | promote, promotion
trasladar, traslado, (destino), movilidad geográfica, comisión de servicio | transfer, posting, relocation
periodo de prueba, (prueba), (a prueba), (probar) | probation, trial period, trial
= en paro, parado, paro, desempleo, desempleado, demandante de empleo | unemployed, unemployment, jobless, dole, benefit
(en paro), (parado), (paro), desempleo, desempleado, demandante de empleo, prestación, cesante | unemployed, unemployment, jobless, dole, benefit
expediente de regulación, erte, ere, suspensión temporal, reducción de jornada | furlough, layoff, collective redundancy
cotizar, cotización, vida laboral, seguridad social, periodo cotizado | contributions, national insurance, social security
vacaciones, vacacional, (permiso), días libres, asuntos propios, moscosos, (descanso), festivo | holiday, holidays, vacation, days off, leave
excedencia, permiso sin sueldo, (licencia), suspensión de contrato | leave of absence, unpaid leave, sabbatical
permiso de maternidad, permiso de paternidad, nacimiento y cuidado, maternidad, paternidad, baja maternal | maternity leave, paternity leave, parental leave
lactancia, lactante, dar el pecho, amamantar, reducción por lactancia | breastfeeding, nursing
conciliar, conciliación, reducción de jornada, jornada reducida, guarda legal | work-life balance, reduced hours, childcare
teletrabajar, teletrabajo, trabajo a distancia, (desde casa), remoto | remote work, telework, work from home
jornada, horario, (turno), tiempo completo, tiempo parcial, media jornada | working hours, shift, schedule, full time, part time
fichar, fichaje, registro horario, registro de jornada, control horario | clock in, timesheet, time record
huelga, (paro), manifestación, servicios mínimos | strike, walkout
acosar, acoso, hostigar, hostigamiento, mobbing, bullying, maltrato, maltratar | harassment, bullying, abuse, mistreat
= morir, muere, muerto, muerte, fallecer, fallecimiento, fallecido, defunción, difunto, óbito, deceso, palmar, finado | die, death, dead, deceased, passed away
(morir), (muere), (muerto), (muerte), fallecer, fallecimiento, fallecido, defunción, difunto, óbito, deceso, palmar, (finado), causante | die, death, dead, deceased, passed away
= enterrar, entierro, inhumar, inhumación, sepelio, exequias, funeral, velatorio | bury, burial, funeral, grave
enterrar, entierro, inhumar, inhumación, sepultura, sepelio, exequias, (funeral), nicho, velatorio | bury, burial, funeral, grave
= incinerar, incineración, cremar, cremación, cenizas | cremate, cremation, ashes
= nacer, nace, nacimiento, nacido, natalicio, natal | born, birth, place of birth
(nacer), (nace), (nacimiento), (nacido), natalicio, (natural de), natal | born, birth, place of birth
= crecer, crecimiento, desarrollo | grow, growth, development
(crecer), crecimiento, desarrollo, percentil, talla, estirón | grow, growth, development
= cumplir años, cumpleaños, aniversario | birthday, age, date of birth, anniversary
cumplir años, (cumpleaños), aniversario, (edad), fecha de nacimiento, (cumplir) | birthday, age, date of birth, anniversary
= mayor de edad, mayoría de edad, adulto, emancipado, dieciocho años | adult, of age, over eighteen
= menor de edad, menor, minoría de edad, niño, crío, chaval | minor, underage, child, kid
= casarse, casamiento, boda, matrimonio, nupcias, contraer matrimonio, desposar, nupcial, pasar por vicaría | marry, marriage, wedding, married
(casarse), casamiento, (boda), (matrimonio), nupcias, enlace, contraer matrimonio, desposar, nupcial, pasar por vicaría | marry, marriage, wedding, married
soltero, soltería, (estado civil), fe de vida, célibe | single, unmarried, marital status
convivir, convivencia, pareja de hecho, unión de hecho, vivir juntos, unidad familiar, cohabitar | live together, cohabit, civil partnership, unmarried couple
= divorciarse, divorcio, divorciado, separarse, separación, disolución del matrimonio | divorce, separation, split up, separated
(divorciarse), (divorcio), (divorciado), separarse, separación, disolución del matrimonio, convenio regulador, ruptura | divorce, separation, split up, separated
enviudar, viudo, viuda, viudedad, viudez, cónyuge supérstite | widow, widower, widowed
pensión de alimentos, pensión alimenticia, manutención, alimentos, pasar la pensión | child support, maintenance, alimony
pensión compensatoria, compensatoria, alimentos | alimony, spousal support
= custodia, guarda y custodia, patria potestad | custody, parental responsibility, visiting rights
(custodiar), (custodia), guarda y custodia, patria potestad, régimen de visitas, quedarse los niños | custody, parental responsibility, visiting rights
adoptar, adopción, adoptado, adoptivo, acoger, acogimiento, acogida | adopt, adoption, foster
bautizar, bautizo, bautismo, bautismal, comunión, confirmación | baptism, christening, communion
heredar, hereda, herencia, heredero, sucesión, sucesorio, causahabiente, caudal hereditario, abintestato | inherit, inheritance, heir, estate, succession
testar, testamento, testador, últimas voluntades, disposición testamentaria | will, testament, last wishes
legar, legado, legatario, (manda), dejar en herencia | bequeath, bequest, legacy, leave
desheredar, desheredación, legítima, preterición | disinherit, forced share
repartir, reparto, partición, (partir), cuaderno particional, adjudicación, división, distribuir, distribución | share out, split, division, distribute, partition
= donar, donación, donante, regalar, regalo, obsequio, dádiva | give, gift, donate, donation, present
(donar), donación, donante, donatario, (regalar), (regalo), obsequio, dádiva, a título gratuito | give, gift, donate, donation, present
= prestar, préstamo, prestamista, prestatario, crédito, empréstito | lend, loan, borrow, credit
prestar, préstamo, prestamista, prestatario, (crédito), mutuo, dejar dinero, empréstito | lend, loan, borrow, credit
hipotecar, hipoteca, hipotecario, préstamo hipotecario, (carga), gravamen, (gravar) | mortgage, charge, encumbrance
amortizar, amortización, cancelación anticipada, reembolso anticipado, quitarse hipoteca | repay, early repayment, pay off, amortise
financiar, financiación, financiero, financiera, pagar a plazos | finance, financing, funding
avalar, aval, avalista, fiador, fianza, afianzar, garante, (responder por) | guarantee, guarantor, vouch, surety, cosign
fianza, (depósito), (señal), arras, garantía, paga y señal, (reserva) | deposit, down payment, bond, earnest money
= embargar, embargo, traba, apremio, diligencia de embargo, quitar los bienes | seize, seizure, garnish, garnishment, attachment
desgravar, desgravación, deducir, deducción, deducible, reducción, bonificación | deduct, deduction, tax relief, tax deductible
tributar, tributo, impuesto, gravamen, tributación, tributario, (fiscal), contribución, tasa, exacción | tax, taxes, duty, levy
(declarar), (declaración), autoliquidación, renta, declaración jurada, manifestar | declare, declaration, tax return, statement
retener, retiene, retención, descontar, descuento, (a cuenta) | withhold, withholding, deduct
invertir, invierte, inversión, inversor, (fondo), (acciones), rentabilidad | invest, investment, shares, fund
ahorrar, ahorro, ahorros, hucha, apartar dinero, guardar dinero | save, saving, savings
gastar, gasto, (coste), (costo), desembolso, consumo, pulirse, fundirse | spend, expense, cost, expenditure
consumir, consumo, gasto, kilovatio, lectura, contador | consume, consumption, usage, use
transferir, transfiere, transferencia, (giro), traspasar, traspaso, bizum, remesa, enviar dinero | transfer, wire, send money
ingresar, ingreso, (depositar), (depósito), imposición, meter dinero, abonar en cuenta | deposit, pay in
retirar dinero, reintegro, disposición de efectivo, sacar dinero, cajero | withdraw, withdrawal, cash machine, take out money
domiciliar, domiciliación, domiciliado, recibo domiciliado, orden de domiciliación, adeudo directo, sepa | direct debit, standing order, automatic payment
= en efectivo, metálico, efectivo, al contado, contante y sonante, a tocateja | cash, in cash
(en efectivo), (metálico), (efectivo), (al contado), contante y sonante, a tocateja, (dinero) | cash, in cash
(tarjeta), débito, (crédito), visa, contactless, datáfono | card, credit card, debit card
= vender, venta, vendedor, enajenar, enajenación, transmitir, transmisión, compraventa, transmitente | sell, sale, sold, seller, vendor
= comprar, compra, comprador, adquirir, adquiere, adquisición, adquirente | buy, purchase, bought, buyer, acquire
(comprar), (compra), comprador, adquirir, adquiere, adquisición, adquirente, pillar | buy, purchase, bought, buyer, acquire
ceder, cesión, cesionario, cedente, traspasar, traspaso, transmitir, transferir | transfer, assign, assignment, hand over
= cambiar, cambio, canjear, canje, sustituir, sustitución | exchange, swap, replace, change
(cambiar), (cambio), canjear, canje, sustituir, sustitución, permutar, permuta, trueque | exchange, swap, replace, change
cambio de titular, cambio de titularidad, cambio de nombre, transferencia, subrogación, subrogar | change of ownership, name change, change of holder
= entregar, entrega, hacer entrega | deliver, delivery, supply, hand over
(entregar), (entrega), hacer entrega, reparto, repartir, suministrar, suministro | deliver, delivery, supply, hand over
= enviar, envío, remitir, remisión, mandar, expedir, expedición | send, shipping, shipment, dispatch, ship
(enviar), (envío), remitir, remisión, (mandar), expedir, expedición, (despachar), portes | send, shipping, shipment, dispatch, ship
= recibir, recepción, acuse de recibo | receive, receipt, received, recipient
(recibir), recepción, receptor, acuse de recibo, recibí, destinatario | receive, receipt, received, recipient
= recoger, recoge, recogida, retirar, retirada, pasar a buscar, ir a por | pick up, collect, collection, pickup
= guardar, conservar, conservación, depositar, almacenar, almacenamiento | keep, store, storage, retain
(guardar), (custodiar), (custodia), conservar, conservación, (depositar), almacenar, almacenamiento, (archivar) | keep, store, storage, retain
= pedido, encargar, encargo, orden de compra | order, ordered, purchase order
(pedir), pide, (pedido), (encargar), (encargo), orden de compra, (comanda) | order, ordered, purchase order
= solicitar, solicitud, pedir, pide, petición, instancia, solicitante | apply, application, request, ask for, applicant
solicitar, solicitud, (pedir), pide, petición, instancia, peticionario, solicitante, instar | apply, application, request, ask for, applicant
= permitir, permiso, permite, autorizar, autorización, autorizado, licencia, consentir | allow, permit, permission, authorise, authorization, licence, let
(permitir), (permiso), (permite), autorizar, autorización, autorizado, (licencia), (dejar), consentir, facultar, habilitar, venia | allow, permit, permission, authorise, authorization, licence, let
= prohibir, prohíbe, prohibición, prohibido, vetar, no se permite, vedar, queda prohibido, no se puede | forbid, ban, prohibit, not allowed, forbidden
obligar, obligación, obligatorio, obligado, (deber), forzoso, preceptivo, imperativo, hay que, imponer | oblige, obligation, mandatory, compulsory, must, required
eximir, exento, exención, exonerar, exoneración, (librarse), dispensar, dispensa, (no sujeto), bonificado | exempt, exemption, waive, excused, waiver
(cumplir), cumplimiento, acatar, observar, (respetar), atender | comply, fulfil, compliance, abide
incumplir, incumplimiento, infringir, infracción, vulnerar, contravenir, (saltarse), quebrantar | breach, violate, infringe, break rules
= renunciar, renuncia, desistir, repudiar, repudiación, ceder un derecho | renounce, waive, give up, waiver
(renunciar), (renuncia), desistir, repudiar, repudiación, ceder un derecho, rechazar | renounce, waive, give up, waiver
rechazar, rechazo, denegar, denegación, deniega, desestimar, desestimación, inadmitir, negar, negativa, (tumbar) | reject, refuse, deny, denied, refusal, turned down
= aceptar, aceptación, aprobar, aprobación, admitir, conformidad, visto bueno, dar por bueno | accept, approve, approval, grant, agree
(aceptar), (aceptación), aprobar, aprobación, estimar, conceder, concesión, (admitir), conformidad, visto bueno, dar por bueno | accept, approve, approval, grant, agree
conceder, concede, concesión, otorgar, otorga, otorgamiento, reconocer, adjudicar, (dar) | grant, award, give
= acordar, acuerdo, acuerda, pactar, pacto, convenir, convenio, estipular, avenencia | agree, agreement, deal, settlement
acordar, (acuerdo), (acuerda), pactar, pacto, convenir, convenio, estipular, (quedar en), (trato), avenencia | agree, agreement, deal, settlement
(negociar), (negociación), (mediar), mediación, conciliar, conciliación, acto de conciliación, avenencia | negotiate, mediation, conciliation, settle
denunciar, denuncia, denunciante, atestado, poner una denuncia, querella, dar parte | report, police report, complaint, denounce
= demandar, demanda, demandante, demandado, pleitear, pleito, litigio, querella, llevar a juicio, proceso judicial, litigar | sue, lawsuit, legal action, take to court
= juzgar, juicio, juez, enjuiciar, tribunal, juzgado | trial, judge, court, hearing
juzgar, (juicio), (juez), (vista), enjuiciar, (proceso), (tribunal), juzgado | trial, judge, court, hearing
sentenciar, sentencia, (fallo), (fallar), veredicto, (auto), resolución judicial, laudo | sentence, ruling, judgment, verdict
= condenar, condena, condenado, castigar, castigo, castigado | convict, conviction, sentence, punishment, penalty
condenar, condena, condenado, (pena), (castigar), (castigo), (castigado) | convict, conviction, sentence, punishment, penalty
absolver, absuelve, absuelto, absolución, sobreseer, sobreseimiento, (archivo), (inocente) | acquit, acquitted, dismissed, cleared, innocent
= detener, detiene, detenido, detención, arrestar, arresto, apresar, trincar | arrest, detained, detention
= encarcelar, cárcel, prisión, preso, recluso, penitenciario, chirona, trullo | prison, jail, imprisonment
= multar, multa, sancionar, sanción, sancionador, penalizar, penalización, boletín de denuncia | fine, penalty, sanction, ticket
(multar), (multa), sancionar, sanción, sancionador, penalizar, penalización, boletín de denuncia, receta, recargo | fine, penalty, sanction, ticket
recargo, interés de demora, intereses moratorios, penalización, apremio, sobrecoste, suplemento | surcharge, late fee, penalty interest
= testificar, testigo, testimonio, atestiguar | testify, witness, testimony, appear
testificar, (testigo), testimonio, atestiguar, (declarar), comparecer, comparecencia, deponer | testify, witness, testimony, appear
= citar, citación, emplazar, emplazamiento, convocar, convocatoria, comparecer | summon, summons, called, convene
(citar), citación, emplazar, emplazamiento, convocar, convocatoria, comparecer, llamamiento | summon, summons, called, convene
= notificar, notificación, comunicar, comunicación, avisar, aviso, dar traslado, poner en conocimiento | notify, notification, notice, inform, let know
notificar, notificación, comunicar, (comunicación), (avisar), (aviso), (informar), dar traslado, poner en conocimiento, (enterarse) | notify, notification, notice, inform, let know
requerir, requiere, requerimiento, intimar, intimación, exigir, burofax, apercibir | request, demand, formal notice, require
= advertir, advierte, advertencia, avisar, aviso, aviso importante | warn, warning, caution
apercibir, apercibimiento, advertir, advierte, advertencia, (avisar), (aviso), amonestación, aviso importante | warn, warning, caution
subsanar, subsanación, corregir, corrige, corrección, rectificar, rectificación, enmendar, enmienda, fe de erratas | correct, correction, amend, fix, rectify
= equivocarse, equivocado, error, errata, erróneo, confusión, meter la pata, incorrecto | mistake, error, wrong, incorrect
equivocarse, equivocado, (error), errata, erróneo, (fallo), confusión, meter la pata, incorrecto | mistake, error, wrong, incorrect
acreditar, acreditación, justificar, justificante, (demostrar), (probar), (prueba), comprobante, resguardo | prove, proof, evidence, supporting document, receipt
certificar, certificado, certificación, dar fe, fe pública, legalizar, hacer constar, compulsar | certify, certificate, certified, attest
compulsar, compulsa, cotejar, cotejo, copia auténtica, fotocopia, testimonio, copia simple | certified copy, true copy, copy
apostillar, apostilla, legalizar, legalización, la haya | apostille, legalisation
= traducir, traduce, traducción, traductor jurado, traducción jurada, intérprete | translate, translation, sworn translator
= registrar, registro, inscribir, inscripción, anotar, anotación, asentar | register, record, registration, entry
(registrar), (registro), inscribir, inscripción, (asiento), anotar, anotación, asentar | register, record, registration, entry
empadronarse, padrón, empadronamiento, volante, (vecino), censo, censar | town register, residence registration, census
= residir, residencia, residente, domicilio, domiciliado, vivir | live, reside, residence, address, home address
residir, residencia, residente, domicilio, domiciliado, (vivir), (morada), señas, avecindado | live, reside, residence, address, home address
= presentar, presentación, aportar, aportación, adjuntar, entregar papeles | submit, file, hand in, attach, lodge
(presentar), (presentación), aportar, aportación, adjuntar, acompañar, entregar papeles | submit, file, hand in, attach, lodge
tramitar, trámite, tramitación, gestionar, gestión, papeleo, (cursar), diligencia, (expediente) | process, procedure, paperwork, handle
= cita previa, cita, pedir hora, dar hora, coger hora | appointment, slot
cita previa, (cita), pedir hora, dar hora, coger hora, (turno), consulta | appointment, slot
rellenar, cumplimentar, (completar), formulario, impreso, (modelo) | fill in, form, complete
= consultar, consulta, preguntar, pregunta, información, duda | ask, inquiry, query, question
consultar, consulta, (preguntar), (pregunta), (información), (duda), (enterarse) | ask, inquiry, query, question
= responder, respuesta, contestar, contestación, réplica | reply, answer, response
(responder), (respuesta), (contestar), (contestación), réplica, silencio administrativo | reply, answer, response
= llamar, llamada, teléfono, telefónico, telefonear, pegar un toque | call, phone, ring, telephone
(llamar), (llamada), (teléfono), (telefónico), (móvil), (telefonear), pegar un toque | call, phone, ring, telephone
= contactar, contacto, atención al cliente, ponerse en contacto | contact, get in touch, customer service
(contactar), (contacto), atención al cliente, localizar, ponerse en contacto, (escribir) | contact, get in touch, customer service
= reunirse, reúne, reunión, junta, asamblea | meeting, meet, assembly
reunirse, reúne, (reunión), (junta), asamblea, (sesión), tutoría | meeting, meet, assembly
= votar, voto, votación, sufragio, electoral, elecciones, comicios, quórum | vote, voting, election, majority
(votar), (voto), votación, sufragio, electoral, (elecciones), comicios, (mayoría), quórum | vote, voting, election, majority
= nombrar, nombramiento, designar, designación, toma de posesión | appoint, appointment, name, designate
(nombrar), nombramiento, designar, designación, (elegir), (cargo), toma de posesión | appoint, appointment, name, designate
representar, representación, representante, apoderado, apoderar, poder notarial, poderdante, (en nombre de), mandatario | represent, power of attorney, proxy, on behalf
delegar, delegación, autorizar, persona autorizada, encomendar, (encargar) | delegate, authorise, authorised person
escriturar, escritura, elevar a público, otorgar, protocolo notarial, notarial | deed, notarise, notarized
= tasar, tasación, valorar, valoración, peritar, peritación, peritaje, perito | appraise, valuation, appraisal, value, assess
tasar, tasación, (valorar), (valoración), peritar, peritación, peritaje, perito, (valor), justiprecio | appraise, valuation, appraisal, value, assess
= inspeccionar, inspección, revisar, revisión, comprobar, comprobación, verificar, verificación, control, examinar | inspect, inspection, check, verify, review
pasar la itv, itv, inspección técnica, ficha técnica, desfavorable | mot, vehicle inspection, roadworthiness
= mantener, mantiene, mantenimiento, conservación, conservar, revisión | maintain, maintenance, upkeep, servicing
(mantener), mantiene, (mantenimiento), conservación, conservar, revisión, puesta a punto | maintain, maintenance, upkeep, servicing
instalar, instalación, (montar), montaje, colocar, colocación, puesta en marcha | install, installation, set up, assembly, fit
= desinstalar, desmontar, desmontaje, retirar, retirada, quitar | remove, removal, dismantle, take down
desinstalar, desmontar, desmontaje, retirar, retirada, (quitar), desguace | remove, removal, dismantle, take down
= construir, construye, construcción, edificar, edificación, obra, obra nueva | build, construction, building work
(construir), (construye), (construcción), edificar, edificación, (obra), obra nueva, (levantar) | build, construction, building work
= reformar, reforma, obra, rehabilitar, rehabilitación, remodelar, acondicionar | renovate, renovation, refurbish, remodel, works
reformar, reforma, (obra), rehabilitar, rehabilitación, remodelar, acondicionar, (mejoras) | renovate, renovation, refurbish, remodel, works
= limpiar, limpieza, limpio, fregar, lavar, lavado, desinfectar, higiene | clean, cleaning, wash
(limpiar), (limpieza), (limpio), fregar, lavar, lavado, desinfectar, higiene, aseo | clean, cleaning, wash
gotear, gotera, fuga, (escape), filtrar, filtración, humedad, inundación, inundar, rezumar, derrame de agua | leak, water damage, damp, flood, seepage
atascar, atasco, obstruir, obstrucción, embozar, desatascar, taponar, desatranco | blocked, clog, unblock, drain
= incendiar, incendio, incendiarse, fuego, quemarse, arder, llamas, ignífugo | fire, burn down, smoke
(incendiar), (incendio), (incendiarse), (fuego), quemarse, arder, (llamas), ignífugo, (humo) | fire, burn down, smoke
= tormenta, temporal, fenómenos atmosféricos | storm, lightning, hail, wind, weather damage
(tormenta), (temporal), (rayo), granizo, (viento), fenómenos atmosféricos, riesgos extraordinarios, catástrofe | storm, lightning, hail, wind, weather damage
chocar, choque, colisión, colisionar, (impacto), accidente de tráfico, (golpe), (alcance), tortazo, estamparse, piña | crash, collision, car accident, hit
atropellar, atropello, arrollar, peatón | run over, knock down, hit pedestrian
remolcar, remolque, grúa, auxilio en carretera, asistencia en viaje | tow, roadside assistance, recovery truck
= aparcar, aparcamiento, estacionar, estacionamiento, parking, cochera, vado, zona azul | park, parking, garage
= conducir, conduce, conducción, conductor, carné, permiso de conducir, manejar, al volante | drive, driving, driver, driving licence
exceso de velocidad, (velocidad), radar, (correr), ir rápido, cinemómetro | speeding, speed, radar
quitar puntos, detracción de puntos, pérdida de puntos, puntos del carné, retirada del carné | penalty points, lose points, licence suspended
= repostar, combustible, carburante, gasolina, gasoil, gasóleo, diésel, echar gasolina, llenar el depósito | fuel, petrol, gas, refuel, fill up
matricular un vehículo, matriculación, matrícula, (placa), permiso de circulación | number plate, vehicle registration, licence plate
dar de baja, desguace, baja definitiva, chatarra, achatarrar | scrap, deregister
estafar, estafa, engañar, engaño, timar, timo, fraude, fraudulento, dar gato, tocomocho, phishing | scam, fraud, swindle, con, cheat
= falsificar, falsificación, falso, falsedad, suplantar, suplantación | forge, fake, forgery, identity theft, false
falsificar, falsificación, (falso), falsedad, suplantar, suplantación, usurpación | forge, fake, forgery, identity theft, false
= amenazar, amenaza, coaccionar, coacción, intimidar, intimidación | threaten, threat, coercion
= agredir, agresión, pegar, golpear, paliza, lesiones | assault, attack, hit, beat, violence
agredir, agresión, pegar, (golpear), (paliza), (violencia), lesiones | assault, attack, hit, beat, violence
ocupar ilegalmente, okupa, okupación, usurpación, allanamiento, precario | squat, squatter, trespass
forzar, (fuerza), cerradura forzada, allanar, robo con fuerza, palanca | break in, forced entry, burglary
bloquear, bloqueo, inmovilizar, congelar, tarjeta bloqueada, suspender | block, freeze, lock
= activar, activación, dar de alta, habilitar, poner en marcha | activate, activation, enable, start service
(activar), (activación), dar de alta, (alta), habilitar, poner en marcha | activate, activation, enable, start service
cortar la luz, corte de suministro, suspensión del suministro, apagón, interrupción, quedarse sin luz | power cut, outage, cut off, disconnection
portar, portabilidad, cambiar de compañía, cambio de comercializadora, cambiar de operador | switch provider, port number, switch supplier
suscribirse, suscripción, abonarse, abonado, (cuota), apuntarse | subscribe, subscription, membership
= afiliarse, afiliación, afiliado, socio, hacerse socio, miembro, asociarse | join, member, membership, affiliate
permanencia, compromiso de permanencia, atado, plazo mínimo | minimum term, lock-in, commitment
= empezar, empieza, comenzar, comienza, comienzo, inicio, iniciar | start, begin, beginning, effective date, commence
(empezar), empieza, (comenzar), (comienza), (comienzo), inicio, iniciar, (principio), entrada en vigor, fecha de efecto, arrancar | start, begin, beginning, effective date, commence
= terminar, acabar, finalizar, finalización, fin, concluir, conclusión | end, finish, completion, conclude, over
(terminar), (término), (acabar), finalizar, finalización, (fin), concluir, conclusión, cese, extinción, extinguir | end, finish, completion, conclude, over
suspender, suspensión, interrumpir, interrupción, paralizar, (parar), pausa, cesar | suspend, suspension, interrupt, pause, stop
= modificar, modificación, cambiar, cambio, variar, variación, alterar | modify, change, amendment, alter
modificar, modificación, (cambiar), (cambio), variar, variación, alterar, novación, novar, adenda, anexo | modify, change, amendment, alter
actualizar, actualización, poner al día, puesta al día, (revisar), revisión, ipc | update, updated, revise
= subir, subida, aumentar, aumento, incremento, incrementar, alza, encarecer, encarecimiento | increase, rise, raise, go up
(subir), (subida), aumentar, aumento, incremento, incrementar, alza, elevar, encarecer, encarecimiento | increase, rise, raise, go up
= bajar, bajada, rebajar, rebaja, reducir, reduce, reducción, disminuir, disminución, descenso, abaratar, minorar | decrease, lower, reduce, reduction, go down
descuento, descontar, rebaja, bonificación, (oferta), promoción, ganga, ahorro, cupón | discount, offer, promotion, deal, coupon
ampliar, ampliación, extender, extiende, añadir, agregar, incluir, incluye, incluido | extend, expand, add, include
= quitar, eliminar, eliminación, suprimir, supresión, borrar, borrado, excluir | remove, delete, erase, deletion
= restar, resto, restante, lo que queda, remanente, sobrante | remainder, balance, left, remaining
(restar), (resto), restante, (saldo), (diferencia), (lo que queda), remanente, sobrante | remainder, balance, left, remaining
calcular, cálculo, cómputo, computar, liquidación, estimar, estimación, presupuesto | calculate, calculation, estimate
presupuestar, presupuesto, oferta económica, cotización, cuánto saldría, estimación de coste | quote, estimate, budget, quotation
= precio, coste, costar, cuesta, costo, importe, tarifa, valer, vale, cuánto cuesta | price, cost, how much, fee, amount, rate
(precio), (coste), (costar), (cuesta), (costo), (importe), tarifa, (valer), (vale), cuánto cuesta, (cantidad), cuantía | price, cost, how much, fee, amount, rate
= cuota, mensualidad, cuota mensual | instalment, fee, monthly payment, dues
(cuota), mensualidad, (recibo), (letra), plazo, cuota mensual, derrama | instalment, fee, monthly payment, dues
comisión, comisiones, honorarios, (minuta), gastos de gestión, arancel, corretaje | commission, fees, charges
= interés, intereses, tipo de interés | interest, interest rate, apr
(interés), (intereses), tipo de interés, tae, tin, euríbor, diferencial | interest, interest rate, apr
= duración, durar, cuánto dura, plazo, vigencia, periodo, tiempo que dura | duration, length, term, how long, last
duración, (durar), cuánto dura, plazo, vigencia, (periodo), extensión, tiempo que dura | duration, length, term, how long, last
plazo, fecha límite, (término), último día, fecha tope, hasta cuándo, vencimiento | deadline, time limit, last day, due date, until when
(fecha), data, (día), cuándo, (a fecha de) | date, when, day
= frecuencia, periodicidad, cada cuánto, cadencia, veces al día | frequency, how often, periodic
(frecuencia), (periodicidad), (periódico), cada cuánto, cadencia, veces al día | frequency, how often, periodic
= a diario, diario, diariamente, cada día, todos los días, cotidiano, cada veinticuatro horas | daily, every day
= semanal, semana, semanalmente, cada semana, siete días | weekly, week
quincenal, quincena, quince días, cada dos semanas, bisemanal | fortnightly, every two weeks, biweekly
= mensual, mes, mensualmente, cada mes, al mes, mensualidad | monthly, month, per month
bimestral, bimestre, cada dos meses, bimensual | every two months, bimonthly
trimestral, trimestre, cada tres meses | quarterly, quarter, term, three months
semestral, semestre, cada seis meses, medio año | half-yearly, six-monthly, semester
= anual, año, anualidad, anualmente, al año, cada año | yearly, annual, year
anual, (año), anualidad, anualmente, (al año), cada año, (ejercicio) | yearly, annual, year
= tamaño, dimensión, dimensiones, medida, medidas, medir, mide, formato | size, dimensions, measurements
= superficie, metros cuadrados, metros, extensión | area, square metres, surface, floor area
(superficie), metros cuadrados, (metros), extensión, (cabida), (construida), (útil) | area, square metres, surface, floor area
= altura, alto, estatura, medir, mide, cuánto mide | height, tall, how tall
(altura), (alto), estatura, talla, (medir), mide, cuánto mide | height, tall, how tall
= distancia, kilómetros, kilometraje, recorrido, cuántos kilómetros | distance, mileage, kilometres, how far
(distancia), kilómetros, kilometraje, recorrido, cuántos kilómetros, (lejos) | distance, mileage, kilometres, how far
= peso, pesar, pesa, kilos, kilogramos, cuánto pesa | weight, weigh, kilos, how heavy
(peso), (pesar), (pesa), kilos, (masa), kilogramos, cuánto pesa | weight, weigh, kilos, how heavy
potencia, kilovatios, (caballos), vatios, potencia contratada | power, wattage, horsepower, contracted power
tensión, tensión arterial, presión arterial, (presión), hipertensión, hipertenso | blood pressure, hypertension
= cantidad, número, cuántos, unidades, cuantía | quantity, how many, number, amount
= máximo, tope, límite, limitar, limitación, como mucho | maximum, limit, cap, at most
(máximo), tope, (límite), (limitar), (limitación), como mucho, (techo) | maximum, limit, cap, at most
franquicia, parte no cubierta, copago | excess, deductible, copay
= edad, años, cuántos años, años cumplidos | age, how old
= mañana, matutino, por la mañana, de mañana, antes de mediodía | morning, breakfast, am
(mañana), matutino, (por la mañana), (de mañana), (desayuno), antes de mediodía | morning, breakfast, am
mediodía, (comida), (almuerzo), (almorzar), (a la comida) | noon, midday, lunch
= tarde, vespertino, por la tarde | afternoon, evening, pm
(tarde), vespertino, (por la tarde), merienda | afternoon, evening, pm
= noche, nocturno, por la noche, madrugada | night, nightly, bedtime, dinner, overnight
(noche), nocturno, (por la noche), (cena), (cenar), al acostarse, madrugada | night, nightly, bedtime, dinner, overnight
= hora, horario, a qué hora, horas, cuándo abre | time, what time, opening hours, schedule
(hora), horario, (a qué hora), apertura, (horas), cuándo abre | time, what time, opening hours, schedule
fin de semana, (sábado), (domingo), finde | weekend, saturday, sunday
= laborable, hábil, días hábiles, entre semana, día lectivo, lectivo | working day, business day, weekday, school day
festivo, (fiesta), (puente), inhábil, día no lectivo, feriado | public holiday, bank holiday, non-working day
= verano, estival, veraniego, estío, vacaciones de verano | summer
= invierno, invernal | winter
navidad, navideño, nochebuena, (reyes), fin de año, nochevieja | christmas, new year
semana santa, pascua | easter, holy week
= actual, actualmente, vigente, en curso | current, now, present, ongoing
(actual), (actualmente), vigente, (presente), (en curso), (ahora) | current, now, present, ongoing
antigüedad, (antiguo), años de servicio, trienio, quinquenio | seniority, length of service
retroactivo, (atrasos), con efectos retroactivos, carácter retroactivo | backdated, retroactive, back pay
= gratis, gratuito, gratuidad, sin coste, libre de cargo, de balde, sin cargo | free, free of charge, no cost
(gratis), gratuito, gratuidad, (sin coste), libre de cargo, de balde, (por la cara), (sin cargo) | free, free of charge, no cost
= caro, costoso, oneroso, elevado, encarecido | expensive, costly, dear
= barato, económico, asequible, ganga, módico | cheap, inexpensive, affordable
(barato), económico, asequible, (tirado), ganga, módico | cheap, inexpensive, affordable
= nuevo, a estrenar, sin estrenar, flamante | new, brand new, recent
(nuevo), a estrenar, sin estrenar, (recién), (reciente), flamante | new, brand new, recent
= viejo, antiguo, usado, segunda mano, de ocasión, desgastado | old, used, second hand, pre-owned
defectuoso, defecto, tara, tarado, vicio oculto, vicios ocultos, fallo de fábrica, no conforme | faulty, defective, defect, flaw, hidden defect
garantía, garantizar, en garantía, garantizado, falta de conformidad | warranty, guarantee, guaranteed
(oficial), (público), institucional, administrativo, reglamentario | official, public, formal
= provisional, temporal, interino, transitorio, eventual, momentáneo | temporary, provisional, interim
= definitivo, final, irrevocable, inapelable | final, definitive, firm
(definitivo), (firme), (final), irrevocable, inapelable | final, definitive, firm
indefinido, fijo, permanente, sin fecha fin, indeterminado | permanent, indefinite, open-ended
= válido, validez, vigente, vigencia, en vigor, en regla, vigor | valid, validity, in force, effective
(válido), validez, (vale), vigente, vigencia, en vigor, (en regla), vigor | valid, validity, in force, effective
= nulo, nulidad, inválido, no válido, sin efecto, anulable, papel mojado | void, invalid, null, not valid
= legal, lícito, legítimo, conforme a derecho, legalidad | legal, lawful, legitimate
= ilegal, ilícito, ilegítimo | illegal, unlawful, unfair, abusive
(ilegal), ilícito, ilegítimo, irregular, abusivo, cláusula abusiva | illegal, unlawful, unfair, abusive
= necesario, imprescindible, indispensable, requisito, hace falta, exigible | necessary, requirement, needed, required
(necesario), imprescindible, indispensable, requisito, hace falta, exigible, (preciso) | necessary, requirement, needed, required
opcional, voluntario, facultativo, potestativo, si se quiere | optional, voluntary
= urgente, prioritario, preferente, prioridad, preferencia, corre prisa | priority, urgent, preferential
= confidencial, confidencialidad, reservado, secreto, privado, privacidad | confidential, secret, private, privacy
datos personales, protección de datos, privacidad, rgpd, tratamiento de datos | personal data, data protection, gdpr
= propiedad, propietario, dueño, titular, titularidad, pertenecer, pertenece | own, owner, ownership, property, holder, belong
(propio), (propiedad), propietario, (dueño), (titular), titularidad, pertenecer, pertenece, (amo), dominio | own, owner, ownership, property, holder, belong
= compartir, compartido, comunitario, a medias | shared, common, joint, co-owned, communal
(común), (compartir), (compartido), comunitario, elementos comunes, mancomunado, (a medias), proindiviso, copropiedad | shared, common, joint, co-owned, communal
= disponible, disponibilidad, libre, vacante, desocupado, vacío | available, vacant, free
= pendiente, por hacer, sin resolver, en trámite, en curso, por pagar | pending, outstanding, unresolved, in progress
(principal), (titular), (primero), habitual, vivienda habitual, primera residencia | main, primary, principal home
= apto, idóneo, idoneidad, adecuado, capacitado, aptitud, válido para | fit, suitable, eligible, suitability
apto, idóneo, idoneidad, (adecuado), (capaz), capacitado, aptitud, (válido para) | fit, suitable, eligible, suitability
beneficiario, beneficiar, tener derecho, (derecho), derechohabiente, a quién corresponde, acreedor | beneficiary, entitled, eligible, entitlement, right
= responsable, responsabilidad, culpa, culpable, culpabilidad | responsible, liability, fault, liable, blame
(responsable), (responsabilidad), (culpa), (culpable), (responder), (responde), culpabilidad | responsible, liability, fault, liable, blame
(seguro), (seguridad), (protección), (proteger), prevención, prevenir | safe, safety, security, protect, prevention
= peligroso, peligro, peligrosidad, riesgo, arriesgado | dangerous, danger, risk, hazard
= ruidoso, ruido, ruidos, molestias, acústico, decibelios, jaleo, follón, bulla | noise, noisy, nuisance, loud
= basura, residuos, desechos, desperdicios, trastos viejos | rubbish, garbage, waste, trash, recycling
(basura), residuos, desechos, desperdicios, reciclar, reciclaje, trastos viejos | rubbish, garbage, waste, trash, recycling
plaga, cucarachas, (ratas), desinsectar, desratización, fumigar, bichos, chinches | pest, infestation, bugs, fumigation
= causa, motivo, razón, causar, justificación | cause, reason, why
(causa), (motivo), (razón), por qué, (causar), justificación | cause, reason, why
= resultado, resultar, desenlace | result, outcome, conclusion, findings
(resultado), (resultar), conclusión, desenlace, resolución | result, outcome, conclusion, findings
= lugar, sitio, dónde, ubicación, ubicado, situado, localización | place, where, location, venue
(lugar), (sitio), dónde, ubicación, ubicado, emplazamiento, situado, (sede), localización | place, where, location, venue
quién, (titular), (interesado), (identificación), (identidad), filiación, datos del titular | who, holder, identity, name
identificarse, (identificación), dni, nif, nie, documento de identidad, (carné) | identify, id card, identity
instrucciones, manual, modo de empleo, (guía), cómo se usa, (uso) | instructions, manual, how to, guide
= condiciones, cláusula, términos, estipulación, letra pequeña | conditions, terms, clause, small print
(condiciones), cláusula, (términos), estipulación, letra pequeña, (condicionado) | conditions, terms, clause, small print
= norma, reglamento, regla, reglas, normativa | rule, rules, regulations, bylaws
norma, reglamento, (ordenanza), estatutos, (regla), (reglas), normativa, régimen interior | rule, rules, regulations, bylaws
= listar, lista, listado, inventario, catálogo, enumeración | list, inventory, listing
(listar), (lista), (relación), (listado), inventario, catálogo, enumeración | list, inventory, listing
inventariar, inventario, enseres, muebles, ajuar, mobiliario | inventory, furniture, belongings, contents
= cocinar, cocina, cuece, cocer, guisar, hornear, freír, fríe | cook, cooking, recipe, bake, boil, fry
(cocinar), (cocina), cuece, cocer, guisar, receta, (preparar), hornear, freír, (fríe) | cook, cooking, recipe, bake, boil, fry
= comer, comida, alimentación, alimento, jalar, papear | eat, food, meal, diet, nutrition
(comer), (comida), alimentación, alimento, menú, comedor, nutrición, dieta, jalar, (papear) | eat, food, meal, diet, nutrition
lavar, lavado, (colada), lavandería, tintorería | wash, laundry, dry cleaning
(cargar), (carga), batería, recargar, recarga, enchufar | charge, charging, recharge, battery, top up
= abrir, abierto, apertura, aperturar | open, opening
= cerrar, cierra, cierre, cerrado, clausura, clausurar, echar el cierre | close, closed, closing, shut
(medir), mide, medición, lectura, contador, lectura real, estimada | meter, reading, measure, measurement
calentar, (calienta), calefacción, caldera, calefactor, climatización | heat, heating, boiler, warm
regar, riega, riego, aspersión, (jardín), goteo | water, watering, irrigation
adiestrar, adiestramiento, (educar), (paseo), (pasear), (correa) | train, walk, leash
esterilizar, esterilización, castrar, castración, capar | neuter, spay, sterilise
desparasitar, desparasitación, antiparasitario, pulgas, garrapatas, lombrices | deworm, deworming, fleas, ticks
sacrificar, (sacrificio), eutanasia, dormir al animal | put down, euthanasia, put to sleep
= jugar, juega, juego, jugador, partida | play, game, match, player
(jugar), (juega), (juego), (jugador), (partido), (partida) | play, game, match, player
= ganar, gana, victoria, vencer, campeón, ganador | win, prize, award, winner
(ganar), (gana), (victoria), vencer, (premio), (premiar), galardón, (campeón), (ganador) | win, prize, award, winner
apostar, (apuesta), sorteo, rifa, lotería, boleto, décimo, sortear | bet, lottery, raffle, draw, gamble
competir, compite, competición, torneo, campeonato, (carrera), (concurso), federarse, dorsal | compete, competition, race, contest, tournament
entrenar, entrenamiento, (ejercicio), deporte, (gimnasio), actividad física, (preparador) | train, training, workout, exercise, gym
= nadar, natación | swim, swimming, pool
(nadar), natación, (piscina), (baño), (bañarse) | swim, swimming, pool
(entrada), ticket, billete, boleto, pasaje, tique, (localidad), abono | ticket, fare, pass
= faltar, falta, ausentarse, ausencia, ausente, inasistencia, no presentarse, incomparecencia | absent, absence, miss, no show
= visitar, visita, visitante | visit, visitor
(visitar), (visita), (ver), acompañante, (visitante) | visit, visitor
= cuidar, cuidado, cuidador, atender | care, look after, carer, babysit, babysitter
(cuidar), (cuidado), cuidador, atender, (asistencia), (atención), canguro, (niñera) | care, look after, carer, babysit, babysitter
= ayudar, ayuda, subvención, subsidio, auxilio, prestación, echar una mano | help, aid, grant, subsidy, assistance, benefit
(ayudar), (ayuda), subvención, subsidio, auxilio, (asistencia), prestación, socorro, echar una mano | help, aid, grant, subsidy, assistance, benefit
subvencionar, subvención, ayudas públicas, bono, (cheque), subvencionado | subsidy, grant, government aid, voucher
(mayor), tercera edad, anciano, ancianidad, geriátrico, longevo | elderly, old person, senior, aged
emigrar, inmigrar, inmigración, extranjería, (extranjero), emigración, arraigo, inmigrante | immigration, foreigner, migrate, immigrant
= nacionalizarse, nacionalidad, ciudadanía, nacionalización | nationality, citizenship, naturalisation
nacionalizarse, (nacionalidad), ciudadanía, (jura), nacionalización | nationality, citizenship, naturalisation
visado, visa, permiso de residencia, permiso de trabajo, tarjeta de residencia | visa, residence permit, work permit
deportar, deportación, expulsión, expulsar, devolución | deport, deportation, expel
fundar, fundación, constituir, constituye, constitución, (crear), creación, montar una empresa | set up, establish, found, incorporate, create
autónomo, por cuenta propia, trabajador autónomo, emprender, emprendedor | self-employed, freelance, sole trader
quebrar, quiebra, concurso de acreedores, insolvencia, insolvente, (arruinarse), segunda oportunidad | bankruptcy, bankrupt, insolvency, go bust
subastar, subasta, pujar, puja, remate, licitación, licitar, postor | auction, bid, tender
expropiar, expropiación, justiprecio, quitar el terreno | expropriate, expropriation, compulsory purchase
deslindar, deslinde, lindero, (linde), (lindar), (límite), mojón, colindante | boundary, border, property line
= describir, descripción, detalle, detallar, desglose, desglosar, pormenor | describe, description, details, breakdown, itemise
describir, descripción, (detalle), (detallar), desglose, desglosar, concepto, pormenor | describe, description, details, breakdown, itemise
= publicar, publicación, anunciar, anuncio | publish, announcement, notice, gazette, advert
(publicar), (publicación), (anunciar), (anuncio), edicto, boletín oficial, (bando), tablón | publish, announcement, notice, gazette, advert
= recomendar, recomienda, recomendación, aconsejar, consejo, sugerir, sugiere | recommend, recommendation, advice, suggest
recomendar, recomienda, recomendación, aconsejar, (consejo), sugerir, sugiere, indicar, pauta | recommend, recommendation, advice, suggest
= recordar, recuerda, recordatorio, no olvidar | remind, reminder, remember
(recordar), (recuerda), recordatorio, (aviso), (no olvidar) | remind, reminder, remember
defender, defiende, (defensa), (abogado), (letrado), defensor, turno de oficio, justicia gratuita, picapleitos | defend, defence, lawyer, attorney, legal aid
= transportar, transporte, acarreo, flete, traslado | transport, carry, freight, transportation
(transportar), (transporte), porte, acarreo, flete, traslado, autobús | transport, carry, freight, transportation
= ambulancia, traslado sanitario, traslado, transporte sanitario | ambulance, patient transport
derivar, derivación, volante, interconsulta, remitir, mandar al especialista | refer, referral
revisión, seguimiento, control, próxima cita, consulta de revisión, volver al médico | follow-up, check, next appointment, review
historia clínica, antecedentes, historial, anamnesis, antecedentes personales | medical history, history, records
antecedentes penales, penales, historial delictivo, (delitos) | criminal record, background check
= delinquir, delito, delincuente, crimen, penal, delictivo | crime, offence, criminal
delinquir, (delito), delincuente, (crimen), penal, delictivo, (falta) | crime, offence, criminal
síntoma, sintomatología, (clínica), signos, (cuadro), (qué le pasa), motivo de consulta | symptom, symptoms, complaint
= tumor, cáncer, neoplasia, maligno, oncológico, carcinoma, tumoral | tumour, cancer, malignant, lump
tumor, (cáncer), neoplasia, maligno, oncológico, carcinoma, bulto, tumoral | tumour, cancer, malignant, lump
sacar una muela, extracción, exodoncia, quitar un diente, (extraer) | pull tooth, extraction, tooth removed
empastar, empaste, obturación, caries, endodoncia, matar el nervio | filling, cavity, root canal
azúcar alto, glucosa, glucemia, diabetes, diabético, hiperglucemia | blood sugar, glucose, diabetes
colesterol, grasa, lípidos, dislipemia, triglicéridos, hipercolesterolemia | cholesterol, lipids, fat
anemia, hierro bajo, ferropenia, ferritina, hemoglobina | anaemia, anemia, low iron
ataque al corazón, infarto, cardíaco, cardiopatía, isquemia, (corazón) | heart attack, heart disease, cardiac
ictus, derrame cerebral, trombosis, accidente cerebrovascular, embolia | stroke, clot, thrombosis
radiografiar, radiografía, (placa), (rayos), resonancia, escáner, tac, ecografía, (imagen) | x-ray, scan, mri, ultrasound
= llevar gafas, gafas, lentes, lentillas, óptico, anteojos | glasses, lenses, contact lenses, spectacles
llevar gafas, gafas, (lentes), lentillas, óptico, anteojos, montura | glasses, lenses, contact lenses, spectacles
(vendar), (venda), vendaje, (puntos), sutura, suturar, apósito, escayola, férula, inmovilizar | bandage, stitches, plaster cast, dressing, splint
trasplantar, trasplante, donar órganos, donante, injerto, implante, prótesis | transplant, organ donor, implant, prosthesis
(habitar), (habitabilidad), cédula de habitabilidad, (habitable), licencia de ocupación | habitability, liveable, occupancy
(cargas), libre de cargas, gravamen, servidumbre, afección | charges, encumbrance, lien, easement
bruto, íntegro, sin descontar, antes de impuestos, total devengado | gross, before tax
neto, líquido, a percibir, (limpio), después de impuestos, (en mano) | net, take-home, after tax
(sin contrato), (en negro), economía sumergida, (sin declarar), dinero negro, bajo cuerda | undeclared, off the books, under the table
$terms$);
