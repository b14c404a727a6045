-- Frequent words of Spanish and English. A typed word that is one of them, in any inflection, is no slip of the hand, even if
-- no paper has it; see correct_query.
--
-- The words are those of five letters or more, one for each stem and without accents, among the 30,000 most frequent Spanish
-- and the 12,000 most frequent English ones of wordfreq 3.1.1 by Robyn Speer (https://doi.org/10.5281/zenodo.7199437). They
-- are licensed under CC BY-SA 4.0, unlike the rest of this project.

create table if not exists public.common_words (
    language text not null check (language in ('es', 'en')),
    lexeme text not null,
    primary key (language, lexeme)
);
comment on table public.common_words is 'The stems of frequent words, which a search takes for no slips of the hand.';

alter table public.common_words enable row level security;
revoke all on public.common_words from anon, authenticated;
grant all on public.common_words to service_role;

create or replace function public.is_common_word(word text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
    select exists (
        select from (values ('es'), ('en')) as l (language)
        cross join lateral unnest(tsvector_to_array(to_tsvector(
            ocr.text_search_config(l.language), ocr.stem_text(l.language, left(is_common_word.word, 100))))) as s (stem)
        join public.common_words c on c.language = l.language and c.lexeme = s.stem)
$$;
comment on function public.is_common_word(text) is 'Whether a word is frequent in Spanish or English, in any inflection.';

revoke execute on function public.is_common_word from public, anon;
grant execute on function public.is_common_word to authenticated, service_role;

insert into public.common_words (language, lexeme)
select distinct w.language, s.stem
from (values ('es', $words$
aaron abadia abajo abanderado abandonar abanico abarca abastecimiento abasto abatido abbott abdomen abdominal abdul
abejas abelardo aberracion abertura abierto abigail abismo abogacia abogado abolicion abolir abono abordaje abordar
aborigen aborigenes aborto about abraham abran abras abrazo abren abres abreu abriendo abriera abrieron abrigo abril
abrimos abrio abrir abrirlo abrirse abrumadora abruptamente absolucion absolutamente absorber absorcion abstencion
abstenerse abstinencia abstraccion abstracto absuelto absurdo abuela abuelita abundante aburrido abuso acaba acabaria
academia academico academy acampar acantilado acapulco acariciar acarrear acaso acatar acceder accedio accesibilidad
acceso accesorios access accidentalmente accidente accion acecho aceite aceitunas acelerar acento acepcion aceptar
aceptaria acerca acercarte acercate acero acerque acertado acervo acevedo acidez acido acierto aclamado aclarar
acogedor acogida acogio acomodar acompanado acondicionado aconseja acontecimientos acopio acordate acorde acordeon
acortar acoso acosta acostumbrado acreditado acreedores acres actas action actitud actividades actor actos actrices
actriz actuacion actual actualizacion actuar acuario acuatico acudio acudir acueducto acuerdate acuerdo acuesta
acumulacion acuna acusado acustica adams adaptacion adecuado adelantado adelante adelgazar ademas adentro adeptos
adhesion adhiere adiccion adicion adicional adicto adidas adiestramiento adios adivinar adjetivo adjudicacion adjunto
admin administracion admiracion admision admitio admitir adobe adolescentes adolfo adonde adopcion adoptar adornos
adoro adquiera adquiere adquirio adquirir adquisicion adquisitivo adrenalina adrian adriana adscrito aduana aduanera
adulterio adultos advenimiento adversario adversos advertencia advertido advierte advirtiendo advirtio adyacentes
aerea aereas aerolinea aerolineas aeronautica aeronave aeropuerto aerosol afeccion afecta afectaria afeitar aferrarse
afganistan afianzar aficionados afiliados afines afirma afloja afluencia afluentes aforo afortunadamente africa
africano afroamericanos afrontar after afuera again against agallas agarra agencia agenda agentes agilidad agilizar
agitacion agnes agonia agora agosto agotado agradable agradecer agradeceria agradecio agradezco agrandar agraria
agravado agredir agregar agresion agresivo agresor agricola agricultores agricultura agronomia agropecuaria agrupacion
aguacate aguantar aguarda aguardiente aguas aguascalientes aguda aguero aguilar aguilera aguinaldo aguirre aguja
agujero agustin ahmad ahmed ahogado ahora ahorcado ahorita ahorro ahumada airbus aires airlines aislado aislamiento
ajedrez ajena ajuste alabama alabanza alain alambre alameda alarcon alarde alargar alarma alaska alava albacete
albania albanil albedrio alberca alberdi alberga alberti alberto albino albornoz alboroto album alcaide alcala alcalde
alcaldesa alcaldia alcance alcantara alcantarillado alcanzar alcanzaria alcaraz alcazar alcohol alcorcon aldea
aldeanos aleacion aleatorio aledanas alegando alegato alegoria alegre alegria alejado alejandria alejandro alejarte
aleksandr aleman alemanes alemania alentar alepo alergia alergica alerta alessandro aleta alexa alexander alexandra
alexis alfabetizacion alfabeto alfaro alferez alfombra alfonsin alfonso alfredo algas algebra algeciras algodon
algoritmo alguacil alguien alguna alhambra aliados alianza alicante alicia alienigena aliens aliento alimentaria
alimenticios alimentos alineacion alison alivio allah allanamiento allegados allen allende alliance allison almacen
almacenaje almacenamiento almagro almas almeida almendras almeria almidon almirante almohada almorzar almuerzo
alojamiento alone alonso alpes alpha alquiler alquileres alquimia alrededor alsina altamente altamira altar altas
altavoces altavoz alterar alternativa alteza altibajos altiplano altisimo altitud altos altura alucinante alude
alumbrado aluminio alumnos alusion aluvion alvarez alvaro alvear alves always alzado alzamiento alzar alzarse
alzheimer amaba amabilidad amable amadeo amado amador amalia amamos amanda amanecer amante amara amargo amargura
amarillento amarillo amarrado amarte amateur amaya amazon amazonia ambar ambas amber ambicion ambicioso ambiental
ambiente ambigua ambiguedad ambito ambos ambrosio ambulancia amelia amenaza ameno america american americano amerita
ametralladoras amigos amiguito aminoacidos amistad amistades amnesia amnistia amores amortizacion amparo amplia
ampliacion amplificador amplitud ampollas amsterdam anade anadio analfabetismo analisis analista analitica analizar
analogia analogo anaranjado anarquia anarquistas anastasia anatomia anaya ancestral ancestros ancha anchas ancho
anchos anchura ancianos ancla andaba andado andadura andaluces andalucia andaluz andamos andan andando andante andar
andas andate anden anderson andes andina andorra andrade andrea andrei andres andrew andrews android anduvo anecdota
anemia anestesia anexion anexo anfiteatro anfitrion angel angelina angelito angie anglo angola angostura angulo
angustia anhelo anibal anillo animales animalitos animate animo anita aniversario annie anoche anochecer anomalias
anonima anonimato anonimos anonymous anorexia anormal anotar another anselmo anses ansias ansiedad ansioso antano
antartida antecedentes antecesor antelacion antemano antena anteojos antepasados anteproyecto antequera anterior
antesala anthony antibioticos anticipacion anticonceptivos anticorrupcion anticuado anticuerpos antidepresivos
antidoto antiguedad antiguedades antiguo antillas antioquia antisemitismo antisocial antiterrorista antivirus
antofagasta antoine antojo antologia anton antonieta antonio antorcha antro antropologia antropologo anual anuario
anular anuncio anzoategui anzuelo apache apacible apagar apagon aparato aparcamiento aparece aparecera aparecio
aparentemente aparezca aparicio aparicion apariencia apartamento aparte apartheid apasionado apatia apego apelacion
apellido apenas apendice aperitivo apertura apesta apetece apetito apice aplastar aplaudir aplausos aplazamiento
aplicacion aplique apocalipsis apoderarse apodo apogeo apollo apolo apologia aporte apostar apostol apoyo apple
apreciar aprehension aprender aprenderas aprendi aprendices aprendiz aprendizaje apresado apresurado apretar apreton
aprieta april aprobacion apropiado aprovechar aprox aproximadamente aprueba aptas aptitud aptos apuesta apunta apuro
aquel aquellos aquiles aquino arabe arabia aragon aragonesa aragua arana aranceles aranda arango aranguren aranjuez
araucania arauco araujo arbitraje arbitral arbitraria arbitrariedad arbitro arbol arboleda arbustos arcade arcangel
arcas archipielago archivo arcilla arcoiris arcos arden arder ardiendo ardiente ardilla ardor arduo areas arellano
arena arenal arequipa arevalo argel argelia argentina argumental argumento arias arica ariel aristas aristegui
aristocracia aristoteles aritmetica arizona arjona armada armadura armamento arman armando armani armar armario armas
armenia armonia armonica armstrong arnaldo arnold aroma around arqueologia arqueologico arquero arquitecto
arquitectonico arquitectura arraigada arranca arranque arrasar arrastra arrebato arrecho arrecife arreglar
arrendamiento arrepentimiento arrepiento arresto arriba arriendo arriesgar arrogancia arroja arrow arroyo arroz
arrugas arruinar arsenal arsenico arteaga artefactos arteria arterial artes artesanal artesania artesanos arthur
article artico articulo artifice artificial artigas artilleria artista artritis arturo arzobispo asado asalariados
asalto asamblea asambleas ascendencia ascender ascendio ascension ascenso ascensor asciende asedio asegurar asegurarte
asegurate asegurese asemeja asentamientos asequible asesinado asesinato asesor asesoria asfalto asfixia ashley ashton
asiatico asiento asignacion asignatura asilo asimilar asimismo asique asistencia asistencial asistio asistir
asociacion asoma asombroso aspectos aspero aspiraciones aspirina asqueroso assad assange associated association
asteroide astillero astorga astral astro astrologia astronauta astronomia astronomos astros astucia asturiano asturias
astuto asumio asumir asuncion asunto asusta atacama atacar atado ataduras atajo ataque atardecer ataud ateismo atenas
atencion atender atendio ateneo atentado ateos aterrador aterrizaje aterrizar athletic atico atiende atlantic
atlantico atlantis atlas atletico atmosfera atocha atomica atraccion atraco atractivo atraer atrajo atrapado atras
atravesar atraviesa atrayendo atreve atreveria atrevio atributos atribuye atrocidades atropello atroz attack atuendo
audaces audacia audaz audicion audiencia audifonos audio audiovisual auditor auditorio audrey augusto aulas aumentaria
aumento aunque aurelio auricular auriculares aurora auschwitz ausencia ausente austeridad austin austral australia
australiano austria autentico autismo autobiografia autobus autocontrol autocritica autoctonos autodefensa
autodeterminacion autodidacta autoestima autografo automaticamente automatizacion automotor automotriz automovil
automovilistico autonoma autonomia autopista autopsia autor autoria autoritario autoritarismo autorizacion autos
autovia auxiliares auxilio avala avalancha avance avanzar avaricia avatar avatares aveces avecina avellaneda avengers
avenida aventura aventurero avenue avergonzado averguenza averia averiguar aversion aviacion aviador avila avion
avioneta avisame aviso award awards axilas ayacucho ayala ayotzinapa ayuda ayudame ayudanos ayudaria ayudarte ayudenme
ayuno ayuntamiento azerbaiyan aznar azotea azotes azteca azucar azucares azufre azulejos azules babel babilonia
bacalao bachelet baches bachiller bachillerato bacon bacterias badajoz baeza bagdad bahamas bahia bailarina baile
bailey bajar bajista bajito bajon baker balacera balance balanza balas balazos balboa balcanes balcon balde baleares
ballenas ballesteros ballet balneario balon baloncesto balonmano balsa baltasar baltimore baluarte bambu banana
bancaria bancarrota banco banda bandeja bandera banera banfield bangkok bankia banks banner banos banqueros banquete
banquillo barack baraja barato barba barbacoa barbarie barbaro barbero barbie barbilla barbosa barcelona barcenas
barco bardo bares bariloche barinas barnes barney baron barquisimeto barra barracas barranco barranquilla barrera
barreto barricadas barrientos barriga barril barrio barroco barroso barry bartlett bartolome basal baseball bases
basica basilica basilio basket basquet basta bastante bastardo bastaria bastidores bastion baston basura basurero
batalla batallon bateria baterista batido batio batista batlle batman battle bauer bautismo bautista bautizado bayer
bayern bayona bazar beach beatles beatriz beauty beber bebio becario becas because becerra beethoven before beijing
being beirut beisbol belen belga belgica belgrado belgrano belico believe bella belleza bellisima beltran benavente
benavides bendecido bendice bendicion bendiga bendito benedetti benedetto benedicto benefica beneficencia
beneficiarios beneficios beneplacito bengala benidorm benigno benitez benito benjamin bennett benny benson berkeley
berlin bermejo bermudas bermudez bernal bernardino bernardo bernie berry berta besame besarte besito besos bestia
bestial betancourt betis better betty between beverly beyonce beyond bianca bianchi biblia biblico bibliografia
biblioteca bibliotecario bicarbonato bicentenario bicho bicicleta bicis bieber bielorrusia bielsa bienal bienes
bienestar bienvenida bigote bikini bilateral bilbao bilingue bilis billar billboard billetera billetes billones billy
binario bingo biodiversidad biografia biologia biologica biomasa biopsia bioquimica biotecnologia bipolar birmania
birmingham birra bisabuelo bisexual bishop bitacora bitch bitcoin bizarro bizcocho black blackberry blade blair blake
blanco blando blanquear blanqueo blasco blasfemia blindado blindaje block blogger blogs blood bloom bloomberg bloque
bloqueo blues bluetooth blusa board bobby bobina bobos bocadillo bocas bocetos bocha bocina bodas bodega boeing
bofetada bogota bohemia boicot bolanos bolas boletin boletos boliche boligrafo bolitas bolivar bolivares bolivariana
bolivia boliviano bollo bolonia bolsa bolsillo bolsita bolsonaro boludeces boludo bomba bombardear bombardeo
bombardero bombay bombeo bomberos bombilla bombones bonaerense bonanza bonaparte bondad bondades bondi bonificacion
bonilla bonito bonnie bonos bonus books borbon borde borges borgona boricua boris borja borrachera borracho borrador
borrar borrego bosch bosco bosnia bosque bosta boston botanico botas botella botero botin boton boulevard boveda bowie
boxeador boxeo boyaca bradley bragas brand brandon brasil brasileno brasilero brasilia braulio braun bravo brazil
brazos break breaking brecha brenda brent bretana brett breve brevedad brevemente brexit brian bridge brigada
brigadier brillante brillo brinda brindis brisa bristol britanico british britney brito broadway broche broma bromea
bronce bronx brooke brooklyn brooks brote brother brothers brown bruce brujas brujeria brujula bruno brusco bruselas
brutal bruto bryan bryant bucal bucaramanga bucarest buceo bucle budapest buddy budismo budista buenaventura buenisimo
bueno bueyes bufalo bufanda bufete buffet buffy buitres bulevar bulgaria bulgaro bulla bullying bulto bunny buque
burbuja burda burdel burdeos bureau burgos burguesa burguesia burke burkina burla burns burocracia burocratas burrito
burro burton buscador buscar buscare buscaria buscarte buses business busque busqueda bustamante busto butler buzon
buzos byron cabal caballeria caballero caballito caballo cabana cabaret cabecera cabellera cabello cabeza cabezon
cabida cabildo cabina cable cabra cabral cabrera cabria cabron cacao caceres caceria cacerola cacho cachonda cachorros
cacique cactus cadaver cadaveres cadena cadera cadete cadiz caducidad caemos caera caeria caerse cafeina cafes
cafetera cafeteria cagar caian caida caiga caiman cairo caixa cajamarca cajas cajero cajita cajon calabaza calabozo
calamidad calatrava calavera calcetines calcio calculo calcuta caldera calderon caldo calefaccion calendario
calentamiento calentura caleta calibre calidad calidades calidez calido caliente calificacion calificado california
caligrafia caliza callao callate calle callejeros callejon calma calor calorias calumnias caluroso calvario calvin
calvo calzado calzoncillos calzones camacho camara camarada camarero camargo camarilla camarones cambiante cambiaria
cambiarte cambio camboya cambridge camello cameron camerun camilla camilo caminata camino camion camioneros camioneta
camisa camiseta campamento campana campanario campbell campeche campeon campeonato campera campesinos campestre
campina camping campo campus camuflaje camus canada canadiense canal canalizar canalla canamo canarias canasta
cancelar cancer cancha canciller cancilleria cancion cancun candado candela candelaria candidato candidatura candy
canela canelones canete cangrejo canguro canje cannabis cannes canoa canon canonigo cansado cansancio cantabria
cantante cantar cantautor cantera canticos cantidad cantidades cantina canton cantor cantv caotico capacidad
capacitacion caparazon capas capataz capaz capellan capilla capital capitalino capitalizacion capitan capitanes
capitania capitolio capitulo capricho capriles capsula captacion captar captura capucha capullo carabineros carabobo
caracas caracol caracter caracteres caracteristicas caracteriza carajo caramba caramelos caras caravana caray
carbohidratos carbon carcajadas carcel cardenal cardenas cardiaco cardiovascular cardona cardoso carece carecia
carencia carente careta cargador cargamento cargo caribe caribena caricatura caricias caridad carino carisma
carismatico carita carlistas carlitos carlos carlota carmelo carmen carmena carmona carnal carnaval carne carnero
carnet carniceria carnicero carol carolina carpa carpeta carpinteria carpintero carranza carrasco carrefour carreno
carrera carreta carretera carrie carril carrillo carrion carrito carrizo carro carroceria carroll carroza carruaje
carrusel carson carta cartagena cartago cartel cartelera cartera cartilla cartografia carton cartuchos carvajal
casablanca casacion casamiento casanova casares casarte cascabel casco caserio casero caseta casey casilla casino
casita casona casos casta castaneda castano castellano castellon castidad castigo castillo casting castle castor
castro casualidad catalan catalana catalina catalizador catalogo cataluna catalunya catamarca cataratas catarina
catastrofe catedra catedral catedratico categoria catherine catolica catolicismo catorce cauca caucaso caucho caudal
caudillo causa causal causante causaria cautela cautiverio cautivo cavar caverna caviar cavidad cayendo cayera cayeron
cayetano cazadores cazar cebada ceballos cebolla cecilia ceder cedio cedro cedula ceguera cejas celaya celda
celebracion celeridad celeste celestial celia celos celoso celso celta celular celulares cementerio cemento cenar
cenicienta cenizas censo censura centavos centenar centenares centenario center centimetros centinela central
centralizado centrica centro centroamerica centroamericanos centurion century cepal cepas cepeda cepillo ceramica
cerati cerca cercania cercano cerdena cerdo cereales cerebral cerebro ceremonia ceremonial cerezo ceros cerradura
cerrar cerrojo certamen certero certeza certificacion certificado cervantes cerveceria cervera cerveza cervical cesar
cesarea cesion cesped cespedes cesta cetro ceuta chabon chaco chacon chaleco chalet challenge chamo champagne champana
champions champu chance chancho chandler chanel chang channel chantaje chaos chapa chaplin chapman chapultepec
chaqueta charco charla charlie charlotte charly chase chasis chatarra chatear chats chaval chavez chavismo chavista
chavo checa check checoslovaquia chelines chelsea cheque chequeo cherry chester chevrolet chevron chiang chiapas chica
chicago chicha chicle chido chihuahua child children chile chileno chimenea chimeneas china chingada chipre chips
chiquito chismes chispa chiste chistoso chivas chloe chocante choco chocolate chofer choferes choice cholo chomsky
chong choque chorizo chorro chota choza chris christian christine christopher chrome chubut chucha chuck chulo chung
chupa church churchill churros chusma cianuro ciber cibernetica ciberseguridad cicatrices cicatriz ciceron ciclismo
ciclistas ciclo ciclon ciego cielo ciencia cienfuegos cientifico ciento cierre cierto ciervo cifras cifuentes
cigarrillos cigarro cilindro cimas cimientos cinco cincuenta cindy cineasta cinema cinematografia cinematografica
cines cinico cinismo cinta cintura cinturon cipriano circle circo circuito circulares circulo circundante
circunferencia circunscripcion circunstancias cirugia cirujano cisco cisne cisneros cisterna citacion citas ciudad
ciudadania ciudadanos ciudadela ciudades civica civil civilizacion claire clama clamor clandestina clanes claridad
clarin clarisimo clarito clark claro clase clash clasico clasificacion clasificados clasista class classic claude
claudia claus claustro clausula clausura clave clayton clemencia clemente cleopatra clerigo clero cleveland cliche
click clientela clientes cliff clima climatico climax clinica clinton clips clitoris cloacas clones cloro cloruro
closet cloud clubes clubs coaccion coach coaching coahuila coalicion cobarde cobardia cobertura cobija cobos cobre
cocaina coccion cochabamba coche cochera cocido cociente cocina cocinero cocodrilo coctel codice codicia codificacion
codigo codos coeficiente coelho coexistencia coffee cofradia cofre cofundador coger cogio cognitiva cohen coherente
cohesion cohetes coincide coincidencia coincidio coincido cojer cojones colaboracion colacion colapso colas
colaterales colau colchon coleccion colectivo colegas colegial colegio coleman colera colesterol colgado colgante
colima colina coliseo colision collage collar collares college collins colmena colmillos colmo colocar coloma colombia
colombiano colombo colon colonia colonial colonizacion coloque coloquial coloquio color colosal columbia columna
comandante comarca combate combatientes combinacion combo combustible combustion comedia comedor comence comendador
comentarios comentarista comento comenzo comercial comercializacion comercio comeria comerte comestibles cometido
cometio comicios comico comics comida comience comienza comillas comino comio comisario comision comite comment common
commons commonwealth community comodo comodoro compacto compadre companeros compania company compara comparacion
comparecencia comparecer comparsa compartio compartir compasion compatibilidad compatible compatriotas compendio
compensacion competencia competicion competidores competir competitividad compilacion compiten complace complejo
complementaria complemento completamente complicado complot complutense compone componentes comportamiento composicion
compositor compostela comprador comprar compraria comprarte compraventa comprender comprendera comprendia comprensible
comprension compresion comprimido comprobar comprometido comprometio compromiso comprueba compu compuesto compulsivo
compuso computadora comunal comuneros comunicacional comunicado comunicarte comunidad comunion comunique comunitario
conan conazo concacaf concebido concedido concedio concejal concejo concentracion concepcion concepto conceptual
concerniente concertacion concesion concesionario concha concibe concibio conciencia conciente concierne concierto
concilio conciudadanos conclusion concluyente concluyo concordancia concordia concreto concuerda concurrencia
concurrir concurso conde condena condesa condescendiente condicional condiciones condolencias condominio condones
condor conduccion conducia conducir conducira conducta conductor condujeron condujo conduzca conectado conector conejo
conexion confeccion confederacion conferencia confesar confesion confiable confianza confiar confidencial confidente
confiere confiesa configuracion confinamiento confirme confirmo conflicto confluencia conforme confort confrontacion
confundio confundir confusion confuso congelado congestion conglomerado congo congregacion congreso congress conicet
conjetura conjugacion conjuncion conjunto conjuro conlleva conmebol conmemoracion conmigo conmocion conmovedor
conmovido conmovio conmueve connecticut connor connotacion conocedor conoceis conocer conocera conocerte conoci
conozco conque conquista conrad consagrado consciencia consciente consecucion consecuencia consecutivos consegui
conseguir conseguira conseguiria consejeria consejero consejo consenso consentimiento conserje conservacion
conservadurismo conservatorio considera consideraria consideremos consiente consigna consigue consiguiente
consiguieron consiguio consiste consisten consistente consistia consistorio consola consolidacion consonancia
consorcio conspiracion consta constancia constante constantino constantinopla constanza constatar constelacion
constitucion constitucional constituia constituyente construccion constructiva constructores construir construira
consuelo consulado consulta consultor consultorio consumidores consumo contabilidad contable contacto contador
contagio contaminacion contar contare contaria contarte contempla contemporanea contemporaneas contencion contencioso
contendientes contenedores contenga contenia contenido contento conteo contestar contexto conti contienda contiene
contigo continental continente contingente continuacion contorno contraataque contrabando contraccion contractual
contradiccion contradice contradictorio contrae contrajo contralor contraloria contraparte contrapeso contraposicion
contraproducente contrapunto contrario contrarrestar contrasena contrasta contraste contratiempos contrato contreras
contribuir contribuyentes contrincante control controversia controversial controvertido contundente convencido
convencio convencion convencional convendria convenga conveniente convenio convento convergen convergencia
conversacion conversion convertia convertido convertira convertiria convertirte conviccion conviene convierte
convincente convirtieron convirtio convivencia convivir convocar convocatoria convoy convulsiones conyugal conyuge
cooper cooperacion coordenadas coordinacion copas copenhague copia copiapo copiloto copyright coquimbo coraje coral
corazon corbata corcho cordero cordial cordillera cordoba cordon cordova cordura corea coreano coreografia cornejo
corner cornisa corona coronavirus coronel coros corporacion corporal corporation corpus corral correccion correcto
corrector corredor corregidor corregir correlacion correo correr correra corresponde correspondencia correspondia
correspondiente corresponsal corriente corrige corrio corroborar corrupcion corruptos corso cortante cortazar corte
cortejo cortesia corteza cortijo cortina cortometraje coruna cosas cosecha cositas cosmeticos cosmico cosmopolita
cosmos cospedal cosplay cosquillas costa costanera costaria costarricense costera costillas costoso costumbre costura
cotas cotidiana cotizacion could council country court covers covid coyoacan coyote coyuntura crack craig craneo crash
crater crawford crazy creacion creador cream crear crearia creatividad crecer crecera creciente crecimiento crecio
credenciales credibilidad credito credo creeis creek creeme creencias creeras creeria creia creible crema crepusculo
crespo cresta creyendo creyentes creyera creyeron creyo crezca criado crianza criaturas cricket crimea crimen crimenes
criminal criollo cripta criptomonedas crisis cristal cristalina cristian cristiandad cristianos cristina cristo
cristobal criterio critica critique croacia croata cromo cromosomas cronica cronista cronograma cronologia cronologico
cross crowdfunding cruce crucero crucial crucificado crucifijo crudo cruel crueldad crush cruzar crystal cuaderno
cuadernos cuadrante cuadrilla cuadro cuales cualesquiera cualidad cualidades cualificados cualquier cualquiera cuantia
cuantica cuanto cuarenta cuarentena cuaresma cuartel cuarteto cuarto cuarzo cuasi cuatrimestre cuatro cuatrocientos
cuauhtemoc cubano cubicos cubierta cubos cubrio cubrir cucarachas cuchara cucharada cuchillo cucuta cuela cuelga
cuello cuenca cuenta cuentame cuentanos cuerda cuernavaca cuernos cuero cuerpo cuervo cuesta cuestion cuestionario
cueva cuidado cuidador cuidadosamente cuidarte cuidate culata culebra culero culiacan culinaria culito culmino culos
culpa culpabilidad culpable cultivo culto cultura cultural cumbia cumbre cumpleanos cumplimiento cumplio cumplir
cumplira cumulo cunado cundinamarca cuota cupones cupos cupula curacion curador curar curiosidad curioso curriculo
curriculum curro curry cursi curso curtis curva cusco cuspide custodia cuyos cuzco cyber cynthia cyrus daban daddy
dados daily daisy dakar dakota dales dallas dalton damasco damian damnificados damon damos dance dando dandole dandome
dandose danesa daniel danielle daniels danilo danino danny danos dante danubio danza daran dardo daria darle darme
darnos darren darse darselo darte darth darwin datos david davila davis dawson death debacle debajo debate debeis
debera deberia debia debidamente debido debil debilitar debito deborah debut decadencia decano decenas decencia
decente decepcion deceso decia decididamente decidido decidio decidira decile decimal decimo decir deciros decirte
decis decision declara declaracion declive decoracion decreto dedicado dedicatoria dedique dedos deduccion deducir
defecto defectuoso defender defendio defensa defensor defensoria deficiencias deficit defiende defiendo define
definicion definio definitivamente deforestacion deformacion defraudar defuncion degenerado degradacion dehesa deidad
deidades dejalo dejame dejar dejare dejaria dejarte dejate dejeis dejenme delante delantero delegacion deleite
delfines delgado delhi delia deliberadamente delicadeza delicado delicioso delictiva delimitacion delincuentes
delirante delirio delito delivery della delta deluxe demagogia demanda demarcacion demas demasiado demencia demente
democracia democratica democratizacion demografia demografico demoler demolicion demonio demora demostrar demuestra
dengue denis denle denme dennis denominado denota densidad denso dentadura dental dentista dentro denuncia denver
depara departamental departamento depende dependencia dependera dependia dependiente deplorable deporte deposito
depreciacion depredadores depresion depresivo deprimente deprimido deprisa depto depuesto depuracion derby derecho
derek deriva derogacion derrame derribar derrocar derroche derrota derrumbe desacato desacreditar desactivar
desacuerdo desafio desafortunadamente desagradable desagrado desague desahucios desalojo desamparados desaparecera
desaparecido desaparecio desaparezca desaparicion desapercibido desarmado desarrollo desastre desato desayuno
desbloquear desborda descalificacion descalzo descanso descarga descaro descartar descendencia descender descendientes
descendio descenso descentralizacion desciende descifrar descomposicion descomunal desconcertante desconcierto
desconectar desconexion desconfianza desconocia desconocido desconozco descontento describe describio descripcion
descriptiva descrito descubierto descubrio descubrir descuento descuidado descuido desden deseable desean desearia
desechos desembarco desemboca desembocadura desempeno desempleados desempleo desencadeno desencanto desenlace deseo
desequilibrio desercion desertores desesperacion desestabilizar desfavorable desfavorecidos desfile desgaste desgracia
deshacerse deshidratacion deshonra desierto designacion desigual desigualdad desigualdades desilusion desinformacion
desintegracion desinteres desistir desleal deslizamiento deslumbrante desmadre desmantelamiento desmayo desmentir
desmiente desmond desmontar desnivel desnudez desnudo desnutricion desobediencia desodorante desolacion desorden
desordenes despacho despacio despacito despectivo despedida despegue despejado despenalizacion despensa desperdicio
despertar despertarte despiadado despide despidio despido despierta despilfarro desplazamiento desplegar despliegue
despojado desprecio desprende desprestigio despues destaca destacamento destello desterrado destierro destinatario
destino destitucion destreza destrozado destruccion destructiva destructor destruir desuso desvanece desventaja
desviacion desviar detalles deteccion detectar detective detector detencion detendra detenga detenidamente detenido
detergente deterioro determinar detesto detiene detractores detras detrimento detroit detuvo deuda deudor deutsche
devaluacion devastador development devenir devocion devolucion devolver devolvera devolvio devoto devuelto devuelve
dexter diabetes diablo diabolico diafragma diagnosticado diagnostico diagonal diagrama dialecto dialogo diamante
diametro diamond diana diapositivas diario diarrea diaspora dibujo diccionario dicen dicho dichoso diciembre dicotomia
dicta dictador dictadura dictamen dictatorial didactica diecinueve dieciocho dieciseis diecisiete diego dientes diera
dieron diese diesel diestra dieta difamacion diferencial diferenciar diferentes dificil dificultad dificultades
difiere difundio difundir difunto difusion digale digame diganle diganme digas digerir digestion digestivo digital
digitos dignidad digno dijera dijeron dijiste dilema diles diligencia dilma diluvio dimelo dimensiones diminuto
dimision dimitir dimitri dimos dinamarca dinamica dinamita dinastia dinero dinos dinosaurios diocesis dionisio
diosdado dioses dioxido diploma diplomacia diplomatico diputados dique diran direccion directamente director
directorio directrices directv diria dirigentes dirigido dirigio dirigira dirija discapacidad discapacitados discernir
disciplina disciplinario discipulos disco discografica discordia discoteca discovery discrecion discrepancias discreto
discriminacion discriminatorio disculpame disculpas discurre discurso discusion discutio discutir diseno disfraces
disfraz disfrutar disfuncion disgusto disidentes disimular disminucion disney disolucion disolver disolvio dispara
disparate disparos dispersion dispersos disponga disponia disponibilidad disponible disposicion dispositivo dispuesto
dispuso disputa distancia distante diste distincion distingue distinguio distinguir distintos distorsion distraccion
distrae distraer distribucion distribuidor distrital distrito disturbios disuelto disuelve diversificacion
diversificar diversion diversos divertido divide dividendos dividio divierte divina divisas division divisoria
divorcio divulgacion dixon dmitri doblaje doble doblemente doblete docena docencia docente doctor doctoral doctrina
documental documentos dodge dogma dolar dolares dolio dolor domestico domiciliario domicilio dominante domingo
dominguez dominic dominical dominicana dominio dominique donacion donald donante donar donativos doncella dondequiera
donna doquier dorado doris dormia dormir dormire dormitorio dorothy dorsal dorso dortmund doscientos dosis dotacion
dotado douglas download doyle dracula dragon drake drama dramatica dramaturgo drasticamente dream drenaje drive
drogadictos drogas drones dualidad duarte dubai dublin ducados ducha dudas dudosa duele duende dueno duerme duero
dulce dulzura dunas duncan dupla duplicado duque duquesa duracion duradera durango duraria durazno dureza durmiendo
durmiente durmio duros dylan early earth ebola ebrio ebullicion ecatepec echaba echado echale echamos echan echando
echar echarle echarme echaron echarse echarte echas echen echenique eches echeverria eclesiastica eclipse ecologia
ecologica economia economic economica ecosistema ecuacion ecuador ecuatorial ecuatoriano edades eddie edema edgar
edgardo edicion edicto edificacion edificio edimburgo edison editado edith edition editor editorial edmund edomex
eduardo educacion educacional education edward edwards edwin efecto efectuar eficaces eficacia eficaz eficiente
efimero efrain egipcio egipto egoismo egoista egresados eiffel einstein ejecucion ejecutivo ejemplares ejemplo ejercer
ejercicio ejercio ejercito ejerza ejido elaboracion elaine elasticidad elche eleanor elecciones electo electoral
electores electric electrica electrodomesticos electronic electronico elefante elegi elegir elegiria elemental
elementos elena elenco elevado elfos elias elige eligio elija eliminar eliminatorias eliot elisa elite elizabeth ellen
elliot ellis elocuente elogios eludir elvira elvis email emails emana emancipacion embajador embalse embarazada
embarcaciones embargo embarque emblema emblematico embole emboscada embrion embudo emerge emergencia emerson
emigrantes emiliano emilio emily eminencia emiratos emision emisora emitio emitir emmanuel emocional emociones emotivo
empanadas empaque empate empatia empece empeno empeorar emperador emperatriz empezar empezare empezaria empiece
empieza empire emplazamiento empleador empleo empoderamiento emprendedores emprender emprendio empresa empresarial
empresarios empuje empujon emular enamorado enano encabezado encadenado encaja encaminadas encanta encantaria
encapuchados encarar encarcelado encargado encarnacion encendido encendio encerrado enchufe enciclopedia enciende
encierro encima encina enclave encomienda encontrar encontraria encontrarte encrucijada encubierta encubrir encuentra
encuesta endemica endesa endeudamiento enemigo enemistad energetica energia energicamente energy enero enfadado
enfasis enfatizo enfermedad enfermedades enfermera enfermeria enfermo enfocado enfoque enfrentar enfriamiento enfriar
enganar enganchado engels engine english engloba engordar engranajes enhorabuena enigma enjambre enjuiciamiento enlace
enlaza enmarca enmendar enmienda enojado enorgullece enorme enrique enriquecimiento enriquez ensalada ensayo enseguida
ensenanza ensenarte enserio ensuciar ensueno entablar entender entendera entenderia entendi entero enterprise
enterrado entertainment entes entidad entidades entiendo entierro entonces entorno entra entraba entrada entramos
entran entrando entrante entrar entraria entraron entras entraste entredicho entrega entrenamiento entres entretanto
entretenimiento entretiene entrevista entrevistado entristece entro entusiasmo entusiasta enumera enunciado envases
envejecimiento envenenamiento envergadura enviar envidia envoltura envolver envuelto envuelve enzimas eolica epica
epicentro epidemia epilepsia epilogo episcopal episodio epistola epoca equidad equilibrado equilibrio equipaje equipo
equis equitativa equivale equivalente equivocado equivoque eramos erario ereccion erica erick erigido erika ermita
ernesto ernst erosion erotico erradicacion erradicar errante erronea erroneamente error erudito erupcion escala
escalera escalofriante escalones escamas escandalo escanos escapar escaparate escarabajo escarlata escasa escasez
escena escenario escenografia escepticismo esceptico escision esclarecer esclavitud esclavos esclerosis escobar
escoces escoceses escocia escoger escogio escoja escolar escolares escolta escombros esconde escondio escondite
escopeta escoria escorial escorpion escote escribano escribio escribir escribire escribiria escrito escritor
escritorio escritura escrupulos escrutinio escuadra escuadron escuchar escucharte escudero escudo escuela escultor
escultura escupir esencia esencial esfera esforzarse esfuerzo esgrima eslabon eslogan eslovaquia eslovenia esmalte
esmeralda espacial espacio espada espalda espana espanol espantoso espanyol esparcimiento esparta especial
especializado especie especificar especifico especimenes espectaculares espectaculo espectadores espectro especulacion
espejo espeluznante esperabamos esperare esperaria esperma espero espesa espesor espia espinal espinosa espinoza
espionaje espiral espiritu espiritual espiritus esplendido esplendor esponja espontanea espontaneamente esposa espuma
esque esqueleto esquema esqui esquina esquivar esquivel esquizofrenia estabamos estabilidad estabilizacion estable
establecer establecera establecio establezca estacion estacional estadio estadista estadisticas estadounidense estafa
estais estallar estambul estampa estan estancamiento estancia estandar estandares estandarte estanque estantes estara
estaria estarlo estatal estatica estatua estatura estatus estatuto esteban esteis estela estelares estella esten
estereo estereotipos esteril esterilizacion estero esteroides estes estetica esther estiercol estigma estilo estima
estimular estipulado estirar estirpe estocolmo estomago estonia estrada estragos estrasburgo estrategia estrategica
estratos estrecho estrellas estreno estres estrias estribillo estrictamente estrofa estructura estructural estuche
estudiantil estudio estufa estupefacientes estupendo estupideces estupidez estupido estuvieramos etanol etapa etcetera
eterno ethan etica etimologia etiopia etiqueta etnia etnico eucaristia eufemismo euforia eugene eugenio eulalia
eurocopa europa europea euros eurovision eusebio euskadi euskera eutanasia evacuacion evadir evaluacion evangelica
evangelio evangelizacion evans evasion evelyn evento eventualmente everest every evidencia evidencian evitar evoca
evolucion evolucionado evolutivo exactamente exactitud exagerado exaltacion examen examenes examinar excavaciones
excede excedente excel excelente excentrico excepcion excepcional excepto exceptuando exceso exchange excitacion
exclamo excluidos exclusion exclusivamente excluyente excursion excusa exencion exento exhaustiva exhibe exhibicion
exige exigencias exigio exijo exilio existe existencia existencial existia existira existiria exito exministro exodo
exotico expandir expansion expectativas expedicion expedido expediente expensas experience experiencia experimental
experimento expertos expiatorio explanada explica explicaria explicarte explicitamente explique exploracion explosion
explosivos explotacion exponencial exponente exponer exportacion exposicion expresa expresidente expresion express
expropiacion expuesto expulsado expulsion expuso exquisito extasis extender extendera extendio extensa extension
exterior exterminar exterminio externa extiende extincion extinguido extorsion extra extraccion extracto extradicion
extranjero extrano extraordinario extras extraterrestres extravagante extremadura extremo exuberante ezeiza ezequiel
fabio fabra fabrica fabuloso facciones facebook faceta fachada facial facil facilitar factible facto factores factoria
factory factura facultad facultades facundo faena faith fajardo falacia falange falcon falda fallecido fallecio fallo
falls falsedad falsedades falsificacion falso falta faltaria familia familiares familiarizado family famosas famoso
fanaticos fango fanny fantasia fantasma fantastico fantasy farandula faraon farias farmaceutica farmacia farmacos
farol faros farsa fascinante fascismo fascista fases fashion fastidio fatal fatiga fatima fauna faustino fausto favor
favorecer favorecio favorito febrero fecha federacion federal feedback feeling feliciano felicidad felicitaciones
feligreses felipe felix feliz femenil femenino feminicidio feminista fenix fenomenal fenomeno ferguson feria
fermentacion fermin fernanda fernandez fernando fernet feroces feroz ferrari ferrea ferreira ferrer ferreteria
ferrocarril ferrol ferroviario ferry fertilidad fertilizantes ferviente fervor festejos festin festival festividad
fetal fetiche feudal feudo fiabilidad fiable fianza fiasco fibra ficcion ficha fichaje fichero ficticio fideicomiso
fidel fideos fiebre field fieles fielmente fiera fierro fiesta figueroa figura fijacion fijado fijate filadelfia filas
filiacion filial filipinas filmacion filme films filologia filosofia filosofo filtracion filtro final finalizar
financiacion financial financiera financiero finanzas finca finde fines fingir finito finlandia fiona firefox firma
firmantes firmemente firmeza first fiscal fiscalia fiscalizacion fischer fisco fisher fisica fisiologia fisuras
fitness fitzgerald flaco flagrante flamante flamenco flanco flandes flash flauta flavio flecha fletcher flexibilidad
flexible flojera flojo floracion florales florece floreciente florence florencia florentino flores flota flotante
floyd fluctuaciones fluidez fluido flujo fluvial fobia focos focus folclore folio folklore follaje follar folleto
fomentar fondo fonetica fonseca football foral foraneos forasteros forbes force foreign forense forest forestal
forever forjado forma formacion formal formalizar formato formidable formosa formula formulario foros forro fortalecer
fortaleza fortificaciones fortuna forum forzado forzoso fosas fosforo fosiles foster fotocopia fotografia fotografo
fotos foundation fracaso fraccion fractura fraga fragancia fragata fragil fragmentos frailes framework frances
francesa francesca francia francis franciscanos francisco francois francotirador franja frank frankenstein frankfurt
frankie franklin franqueza franquicia franquismo franquista franz frasco frase fraternidad fraude fraudulenta
frecuencia frecuentes freddie freddy frederick freedom freelance freeman freezer freire frenar french frenesi frente
fresa fresco frescura fresno freud frialdad frias friccion frida friday friedman friedrich friend friends frigorifico
frijoles friki fritas fritz front frontal frontera fronteriza frost frustracion frustrado frustrante frutales fruto
fucking fuego fuenlabrada fuente fuero fuerte fuertemente fuerza fugas fugaz fugitivo fujimori fulano fumadores fumar
funcion funcional funcionarios fundacion fundacional fundada fundador fundamental fundamento fundicion funebre funeral
funeraria funes furgoneta furia furioso furor fusil fusion futbol futuro gabinete gabon gabriel gaceta gafas galan
galapagos galardon galaxia galaxy galeano galera galeria galicia galileo galindo gallardo gallego galletas galletitas
gallina gallinero gallo galones galpon galvan galvez gambas gamboa games gaming gamma ganaderia ganaderos ganador
ganancias ganar ganaria ganarte gancho gandhi ganga ganso garage garaje garante garantia garantice garantizar garay
garbanzos garcia gardel garden gardner gareth garganta garibaldi garras garza garzon gaseosa gases gasolina gasolinera
gaspar gaston gastos gastronomia gastronomica gatillo gatito gatos gaucho gaviota gaviria gelatina gemelos gemidos
gemma genaro gendarmeria genealogia generacional general generalitat generalizada genero genes genesis genetica genial
genio genitales genocida genocidio genoma genova gente gentil gentileza gentuza genuino geoffrey geografia geografica
geographic geologia geologico geometria geopolitica george georgetown georgia georgiano gerald gerardo gerencia
gerente german germenes gerona geronimo gestacion gestion gesto gestor getafe ghana ghost gibraltar gibson gigante
gigantesco gijon gilbert giles gilipollas gilipolleces gimenez gimnasio ginebra giorgio giovanni girar girasol
giratoria girls girona gisela gitanos giuseppe glaciar glaciares gladys glamour glandulas glass glenn glifosato global
globalizacion globo globulos gloria glorieta glorioso glosario glucosa gluten gmail gobernador gobierno gobiernos
godoy goethe going golazo golden goldman goleador goles golfo golosinas golpe golpeo golpista gomas gomez gonna
gonzalez gonzalo google gordillo gordito gordo gordon gorila gorra gotas gotham gotica gourmet government gozar
grabacion grabadora grabar grace gracias graciela gracioso grado graduacion graduado gradualmente graffiti grafico
graham gramatica gramatical grammy gramos granada granaderos grandes grandeza grandioso grandisimo granero granito
granizo granja granjeros grant grasa grata gratificante gratis gratitud gratuidad gratuita grave gravedad gravemente
gravisimo great grecia greco green greene greenpeace gregorio gregory gremial gremio greta griego grieta griffin
griffith grifo grillo gringos gripe grises gritos grosero grosor grosso grotesco group grove grueso grupal grupito
grupo gruta guadalajara guadalquivir guadalupe guaira guajira guanajuato guantanamo guantes guapa guarani guarda
guardaespaldas guarderia guardia guardianes guardiola guarida guarnicion guatemala guatemalteco guayana guayaquil
guayas gubernamentales guerra guerrero guerrilla guerrilleros guevara guias guido guillen guillermo guinea guinness
guino guion guionista guipuzcoa guiso guita guitarra gusano gusta gustaria gustavo gutierrez guyana guzman habana
habeis haber haberte habia habilidades habilitado habitacional habitantes habitat habitual hablabamos hablame
hablantes hablar hablare hablaria hablarte habra habria haceis hacelo hacer hacerte hacete hacha hacia hacienda hackeo
hacker hackers hadas hagais hagan hahaha haiti haitianos halcon halla hallazgo halloween hamaca hambre hambrientos
hambruna hamburgo hamburguesa hamilton hamlet hammond hanna hannah hansen happy haran harbor hardcore hardware hardy
haria harina harlem harley harold harper harris harrison harry harto harvard harvey hashtag hashtags hassan haven
hawaii hayes hazana hazlo hazme hazte health heart heather heavy hebreo heces hechicero hechizo hecho hectarea
hectareas hector hegemonia heidi heinrich heladera helado helena helicoptero helio hello helsinki hembra hemingway
hemisferio hemorragia hemorroides henares henderson henri henrique henriquez henry hepatica hepatitis herald herbert
hercules heredado heredero heredia hereditaria herejia herencia heridas hermandad hermanito hermann hermano hermosa
hermosas hermosillo hermosura hernan hernandez herodes heroe heroico heroina heroismo herpes herradura herramientas
herrera hervir herzegovina hetero heterosexual hibrido hicieron hidalgo hidraulica hidricos hidrocarburos
hidroelectrica hidrogeno hielo hierba hiere hierro hierve higado higgins higiene higuera hijos hilary hilda hillary
hills hilos hilton himalaya himno hincapie hinchas hindi hindu hinojosa hiper hipertension hipocresia hipocrita
hipodromo hipolito hipoteca hipotecario hipotesis hipotetico hippie hirieron hirio hiroshima hirviendo hispania
hispano hispanoamerica hispanoamericana histeria histerica historia historial historico historietas historiografia
history hitler hitos hobbit hobby hocico hockey hoffman hogar hogares hoguera hogwarts hojas holanda holandesa holguin
holiday holland holly hollywood holmes holocausto hombre homenaje homer homero homicida homicidio homofobia homogenea
homologo homosexual honda honduras hondureno honesto honey hongos honor honorarios honradez honrado hopkins horacio
horario horas horca horda horizon horizontal horizonte hormigas hormigon hormiguero hormonal hormonas horno horoscopo
horrendo horrible horror hortalizas hospedaje hospicio hospital hospitalaria hospitalizado hostia hostigamiento hostil
hosting hotel hotelera house houston howard hoyos https huang huawei hubieramos hubiesemos hudson hueco huele huelga
huella huelva huerfanos huerta huesca huesos huesped huespedes huevos hughes huida huila humala human humanitaria
humanos humberto humboldt humedad humedales humilde humillacion humor humoristico hundido hundimiento hundio hungara
hungaro hungria hunter huracan huracanes hurtado hussein huyen huyendo huyeron ibamos ibanez ibarra iberia iberica
iberoamerica iberoamericana ibiza ibrahim iceberg icono ideal ideario ideas identidad identificacion identificar
identifique ideologia ideologica idioma idiosincrasia idiota idiotez idolo idoneidad idoneo iglesia ignacio ignorancia
igual igualdad igualitario igualito iguana ildefonso ilegal ilegitimo ilicito ilimitado illinois ilogico iluminacion
ilusion ilustracion imagen imagenes imaginario imaginate imaginense imagino imanes imbecil imitar impaciente impacto
imparable imparcial impartir impecable impedia impedimento impedir impedira impensable imperativo imperdonable
imperfecciones imperfecto imperial imperio impermeable impetu impide impidio implacable implantacion implementacion
implica implicaria implicito implique imponente imponer imponga impopular importante importantisimo importaria
imposibilidad imposible imposicion impositiva impotencia impredecible imprenta imprescindible impresentable impresion
impreso impresora imprevisto imprimir improbable impronta improvisacion imprudente impuestos impugnacion impulso
impulsor impunidad impuso imputado inaccesible inaccion inaceptable inactividad inadecuado inadmisible inagotable
inaki inalambrica inalcanzable inapropiado inauguracion inaugural incansable incapacidad incapaz incas incendio
incentivar incentivos incertidumbre incesante incesto incide incidente incienso incierto incipiente inciso incita
inclinacion incluia incluira inclusion inclusive incluso incluye incognita incomodo incomparable incompatible
incompetencia incompleta incomprensible inconcebible incondicional inconformidad inconsciente inconstitucional
incontables inconveniente incorporacion incorrecto incredulidad increible incremento incuestionable incumbe
incumplimiento incurrir incursion indagar indebido indec indecente indeciso indefensos indefinidamente indefinido
indemnizacion independencia independiente indeseables indeterminado index india indiana indica indicios indiferencia
indigenas indigentes indignacion indique indirectamente indiscutible indispensable indistintamente individual
individuos indocumentados indole indonesia induccion inducir indudablemente indulto indumentaria industria industrial
industrializacion inedito ineficacia ineficaz ineficiente inegi ineludible ineptitud inepto inercia inerte inesperado
inestabilidad inevitable inexistente inexplicable infalible infame infamia infancia infante infanteria infantil
infarto infeccion infecciosas infectados infelices infeliz inferior infernal infidelidad infiel infierno infiernos
infiltrado infinidad infinito infinity inflacion inflamacion inflexion influencia influenza influir influjo
influyentes infografia informacion informal informarte informatica information infraccion infractores infraestructura
infusion ingeniera ingenieria ingeniero ingenio ingenuo ingesta inglaterra ingles ingredientes ingresos ingrid
inhabilitacion inherente inhibicion inhumano inicial inicio inigo inigualable inimaginable ininterrumpida injerencia
injurias injusticia injusto inmaculada inmaduro inmediaciones inmediatamente inmensa inmersion inmerso inmigrantes
inminente inmobiliaria inmoral inmortal inmovil inmuebles inmunidad innecesario innegable innovacion innumerables
inocente inodoro inofensivo inolvidable inquebrantable inquietante inquietudes inquilinos inquisicion insatisfaccion
inscribirse inscripcion inscritos insectos inseguridad insensible inseparables insercion insertar inside insignia
insignificante insinuando insiste insistencia insistio insolito insomnio insoportable insostenible inspeccion
inspector inspiracion insta instagram instalaciones instancia instantanea instantaneamente instante instaurar instinto
institucional instituciones instituto insto instrucciones instructor instrumental instrumentos insuficiente insular
insulina insultos insumos insuperable insurgentes insurreccion intacto integracion integral intel intelecto
intelectual inteligencia intemperie intencion intencional intendente intensidad intensificar intentare intento
interaccion interactivo interactuar interamericana intercambio interceptar interconexion intercultural interes
interesante interfaz interferencia interferir interino interior interlocutor intermediarios intermedio interminable
intermitente interna internacional international internautas internet interpol interpretacion interpuesto interpuso
interrogantes interrogatorio interrumpio interrumpir interrupcion interruptor interseccion intervalo intervencion
intervenga intervenir interviene intervino intestinal intestino intimidacion intimidad intocable intolerancia
intoxicacion intriga intro introduccion introducir introdujeron introdujo intromision intrusion intrusos intuicion
intuitivo inundaciones inusual inutil invadio invadir invariablemente invasion invasores invencible invencion
inventario invento inventor invernadero invernal inversa inversion inversores invertir investidura investigacion
inviable invicto invierno inviernos invierte invirtiendo invirtio invisible invitados invocar involucrado involuntario
inyeccion inyectar iones iphone iquique iquitos irani iraqui iremos irene irian iriarte irina irlanda irlandeses irnos
ironia ironico irracional irreal irrefutable irregular irregularidades irrelevante irreparable irresistible
irresponsable irreversible irrigacion irritacion irrupcion irving isaac isabel isabella isaias isidoro isidro islam
island islandia islands islas ismael israel israeli israelitas istmo italia italiano items itinerante itinerario
itunes izquierda jabali jabon jacinto jackie jackson jacob jacobs jacqueline jacques jacuzzi jaguar jaguares jaime
jairo jajaja jajajaja jajajajaja jajajajajaja jajajajajajaja jalisco jamaica jamal jamas jamie jamon janeiro janet
japan japon japonesa jaque jarabe jaramillo jardin jardineria jardinero jared jarra jason jaula jaume javascript
javier jazmin jeanne jeans jefatura jefes jefferson jeffrey jehova jejeje jejejeje jengibre jenkins jennifer jenny
jensen jeque jerarquia jerarquico jeremy jerez jerga jerome jeronimo jerry jersey jerusalem jerusalen jesse jessica
jessie jesucristo jesuitas jesus jimena jimenez jimmy jinetes joaquin joder jodete jodidamente jodio johan johann
johannesburgo johnny johnson joker jolie jonathan jones jordan jordania jordi jorge jornada jornaleros josefa josefina
josep joseph joshua josue journal joven jovencita jovenes joyas joyce joyeria juana juanito juarez jubilacion judaismo
judas judicatura judicial judios judith jueces juego jueguito jueves jueza jugadores jugar jugaria jugoso juguetes
juicio jujuy jules juliana julieta julio julius jumbo jungla junin junio junior juniors junto jupiter jurado juramento
juridica jurisdiccion jurisdiccional jurisprudencia juristas justice justicia justicialista justificacion justificar
justifique justin justo juvenil juventud juventus juzgado kabul kafka kaiser kansas karaoke karate kardashian karen
karim karina karla karma katherine kathy katie kazajistan keiko keith keller kelly kendall kenia kennedy kenneth kenny
kentucky kerry kevin khalifa kilogramos kilometros kilos kinder kindle kings kingston kiosco kirby kirchner
kirchnerismo kitty klaus klein knight korea kosovo kramer kremlin kuwait kylie laberinto labial labios labor laboral
laboratorio labrador laburo lacra lactancia lacteos ladera ladilla lados ladrillo ladrones lagarto lagos lagrimas
laguna laico lamas lambert lamentablemente laminas lampara lanata lance lancha langosta language lanka lannister lanus
lanzador lanzamiento lanzarote lanzo lapices lapida lapiz lapso laptop laredo lares largate largo largometraje larreta
larry larsen larvas laser lasso lastima lastre latam latas latente lateral latigo latina latinoamerica
latinoamericanos latitud laura laurel laurent lautaro lavabo lavadero lavado lavadora lavalle lavanderia lawrence
lazaro lazos league leales lealtad leandro learning lease leccion leche lechuga lector lectura ledesma leemos leerlo
leerse leerte legado legal legalizacion leganes legend legendario legion legislacion legislatura legitimo legitimos
legrand leguas legumbres leicester leido leigh leila leiste leiva lejania lejano lejos lemas lenceria lengua lenguaje
lenin lennon lentejas lentitud lento leonardo leonel leones leonor leopardo leopoldo lerida lerma leroy lesbianas
lesiones leslie lester letal leticia letonia letras letrero leucemia levadura levantar levantarte levantate level
levemente leves lewis lexico leyendo leyeron leyes leyva libano liberacion liberal liberalizacion liberia libertad
libertades libertario liberty libia library libremente libreria libreta libro licencia licenciatura liceo licitacion
licor licuado lider liderato liderazgo lideres lidiar liebre lienzo ligamento ligas ligeramente ligereza light
liguilla likes lilian liliana limbo limite limitrofes limon limosna limpiar limpieza linaje linares lince linchamiento
lincoln lindo lindsay linea lineal lineamientos lineas linguistica liniers linkedin links linterna linux lionel
liquidacion liquidez liquido lirica lisboa lista literalmente literaria literatura litigio litio litoral litros little
lituania liturgia liverpool liviano living llamado llamame llamamiento llamaria llamarte llamativo llano llanto
llanura llave llegar llegaria llendo lleno lleras lleva llevabamos llevame llevare llevaria llevarte llevate llorar
llorente llosa llover lloyd llueve lluvia lluvioso lobby lobos lobulo locacion local localizacion locke locomotora
locos locura locutor logan logia logica logistica logotipo lograr lograria logrono lolita lomas londinense london
londres longevidad longitud longitudinal looks lopez lorca lorena lorenzo loreto loros loteria lotes louis lourdes
loyola lozano lubricante lucena lucero luces lucha luchador lucia luciano lucidez lucifer lucky lucrativo lucrecia
lucro ludwig luego lugar lugarenos lugares luigi luisa luisiana lujos lujoso lujuria luminoso lunares lunes lupus
luque lutero luther luxemburgo lydia lynch mabel macabro macao macarena macedonia machete machine machismo machista
macho macias macizo macri macro madagascar madame madeleine madera madison madonna madrastra madre madrileno madrina
madrugada madurez maduro maestria maestro mafia mafioso magallanes magazine magdalena maggie magia magico magisterio
magistrado magistral magistratura magna magnate magnesio magnetico magnifico magnitud magnus magos mahoma mails maine
maipu maite majestad majestuoso major malaga malaria malas malasia malcolm maldad maldicion maldita maldonado malecon
malentendido malestar maleta maletero maletin maleza malicia maligno malik malisimo malla mallorca malta maltrato
malvado malversacion malvinas malware mambo mames mamiferos mamita mamon management manager managua manana manantial
mancera mancha manchester manco mancomunidad mandame mandamientos mandarin mandarte mandatario mandato mandela
mandibula mando manejo manera manga manguera manhattan mania manicomio manifestaciones manifiesto manija manila
maniobra manipulacion manizales manjar manning manny manolo manos manresa manrique mansion manso manta manteca
mantendra mantendria mantener mantenerte mantenga mantenia mantente mantequilla mantiene mantra mantuvo manual manuel
manufactura manuscrito manutencion manzana manzanares manzanilla mapas mapuche maqueta maquillaje maquina maquinaria
maracaibo maracay maradona maranon maraton maravilloso marbella marca marcador marcelino marcelo marcha marcia marcial
marciano marcus marea marfil margaret margarita margen margenes marginados marginal margot maria mariachi marianne
mariano marica maricon marido marihuana marilyn marina marineros marion marionetas mariposa marisa mariscal mariscos
marisol maritimo maritimos market marketing marley marlon marmol marques marquesa marquez marron marroqui marruecos
marsella marshall martes martha marti martillo martin martinez martires martirio marty marvel marvin marxismo marxista
maryland marzo masacre masaje masas mascara mascarilla mascota masculino masiva mason masoneria massa massachusetts
master masters masticar mastil masturbacion matadero matador matamoros matanza matar mataria matarte match matematicas
mateo materia material materna maternal matias matices matilde matinal matiz matones matrices matricula matrimonial
matrimonio matrix matriz matteo matthew matutino mauri maurice mauricio mauritania mauro mausoleo maximiliano
maximizar maximo maximos maxwell mayas mayonesa mayor mayordomo mayoria mayoritariamente mayusculas mazatlan mccarthy
mcdonald mcdonalds mclaren meade mecanismo mecha medalla medellin mediacion mediador mediano medianoche mediante
mediatica medical medicamentos medicina medicinales medicion medico medida medidor medieval medina medio
medioambiental medioambiente mediocre mediodia meditacion mediterraneo medrano medula medusa megan mejia mejico
mejilla mejor mejoria melancolia melanie melbourne melchor melena melendez melilla melissa mella mellizos melodia
melon membrana membresia memes memorable memorandum memoria memorial memorizar memory memphis mencionar mendes mendez
mendigo mendoza menem menendez meneses menor menorca menos menospreciar mensaje mensajeria mensajero menstruacion
mensual mental mente mentira menton mentor menudo menus mercadeo mercader mercaderes mercaderia mercado mercadotecnia
mercancias mercante mercantil mercedes mercenarios mercosur mercurio mercury mercy merece merecedor merecia meredith
merengue merezco merida meridiano meridional merienda merino merito merkel merlo merma mermelada mesero meses meseta
mesias mesita messenger messi mestizaje mestizos metabolismo metafisica metafora metal metallica metamorfosis metano
meteorito meteorologia meteorologico meter meterte metete metio metodo metodologia metrica metropoli metropolis
metropolitana metros mexicali mexicano mexico meyer mezcla mezquino mezquita miami micaela michael michel michelle
michigan michoacan mickey micro microfono microondas microorganismos microscopio microsoft middle miden miedo miembros
miente mientras miercoles mierda migajas migas migracion migrantes migrar migratoria miguel mikel milagro milanesas
milano milenio miles miley milicia milicianos milimetros militar militares millares millas millonario millones mills
milton mimos minas minecraft minera minerales mineria minerva miniatura minimizar minimo ministerial ministerio
ministro minnesota minoria minoristas minoritarios minsk mintiendo mintio minuciosamente minuscula minutos miquel
mirador miraflores miralo mirame miranda mirar mirarte miriam mirror mirtha misas miserable miseria misericordia
misiles mision misioneros mismisimo mismo mississippi missouri mister misterio mistica mistral mitad mitades mitchell
mitico mitigar mitin mitologia mitre mixta mobile mobiliario mochila mocion mocos moctezuma modalidad modelo modem
moderado moderna modernizacion modestia modesto modificacion modificar modos modulo modus mohamed mohammed moises
mojado moldavia molde moleculas molesta molestaria molestarte molestia molido molina molly molotov momentaneamente
momento momia monaco monagas monarca monarquia monarquico monasterio moncloa monde moneda monedero monetaria money
mongolia monica monitor monitoreo monitorizacion monjes monologo monopolio monos monotonia monreal monroe monsanto
monsenor monsieur monster monstruo monstruoso montaje montalvo montana monte montenegro montero monterrey montevideo
montgomery montiel monton montoneros montoro montoya montreal montserrat montt montura monumental monumento monzon
moore moradores moral moraleja morbo mordaza morder mordio mordor moreira morelia morelos moreno morfologia morgan
moria moribundo morir morira moriria morning moron morris morrison morro morse mortal mortero mosaico mosca moscu
moses mosquera mosquitos mostaza mostrador mostrar mostrarte motel mother motin motion motivo motocicleta motor
motorola motors motos motriz mountain mouse mover moverte movil movilizacion movimiento movio movistar moyano
mozambique mozart mozos muchachos muchas muchedumbre muchisimo muchisimos mucosa mudanza mudarse muebles mueca muela
muelle muerde muere muerte muestra muestreo mueve mugre muhammad mujer mujeres mujeriego mujica mulas muller multa
multi multimedia multimillonario multinacionales multiples multiplicar multitud mundial mundo muneca munich municiones
municipal municipio munoz mural muralla murcia murcielago murdoch murga murieron murillo murio murphy murray
musculares musculos museo museum musica musical muslos mussolini mustang musulman musulmanes mutacion mutantes mutuo
myers nacho nacido naciente nacimiento nacio nacion nacional nacionalizacion nadador nadal nadar nadie nadine nafta
nahuatl nahuel naipes nalgas namibia nancy naomi napoleon napoles napoli naranja narciso narco narcoticos narcotrafico
narices narino nariz narra narracion narrador narrativa naruto narvaez nasal natacion natal natalia natasha nathan
nation national nativos natura natural naturaleza naufragio nauseas navaja naval navarra navarrete navegacion naves
navidad navidades navidena navio nayarit nazareno nazaret nazca nazis nazismo neblina nebulosa necesario necesidad
necesita necesitabamos necesitaria necio nectar nefasto negacion negar negativa negligencia negocio negrita negro
nelly nelson nenes neoliberal nepal nepotismo neptuno neruda nervios nervioso nestor netamente netflix network
neumaticos neumonia neuquen neuronas neutral neutralizar neutro nevada nevera newman newton nexos nexus neymar
nicaragua nicaraguense nicho nicholas nicky nicolas nicotina nidos niebla niega nieto nietzsche nieve nigel niger
nigeria night nikki ninera ninez ningun ninita ninja ninos nintendo niquel nirvana nisiquiera nisman nissan nitrogeno
nivel nixon nobel noble nobleza noche nochebuena nocion nocivos nocturno nodos nogales nokia nolan nomas nombramiento
nombre nomenclatura nomina nominal noooo norberto nordeste nordicos noreste noriega normal normalizacion normas
normativa noroeste norris norte norteamerica norteamericano norteno north norton noruega nostalgia notable notario
notas notese nothing noticias noticiero notificacion notificado notoriedad notorio novak novato novedad novedades
novela novena noventa novia noviazgo noviembre nubes nublado nuclear nucleares nucleo nudos nueces nuevo nulidad nulos
number numeral numero nunca nunez nupcial nuria nutre nutricion nutricional nutrientes oakland oasis oaxaca obama
obedecer obediencia obelisco obesidad obispo objecion objetivo obligado obligatoriedad obligatorio obrador obrar obras
obregon obrero obsceno obsequio observar observatorio obsesion obsesivo obsoleto obstaculos obstante obstruccion
obtencion obtendra obtendria obtener obtenga obtiene obtuvo obvio ocampo ocana ocasionalmente ocasiones ocaso
occidental occidente ocean oceano ochenta ochoa octavio octavo octubre ocular oculares ocultar ocupa ocupacional
ocurre ocurrencia ocurrio ocurrira ocurriria odebrecht odian odioso odisea odontologia oeste ofelia ofender ofensiva
oferta office offline oficial oficina oficio ofrece ofrecera ofrecerte ofrecio ofrenda ofrezco oidos oigan oimos ojala
ojeda ojete ojitos okinawa oklahoma oleada oleaje olfato oligarcas oligarquia olimpiadas olimpicos olivares oliveira
oliver olivera olivia ollas olmedo olmos olores olvidar olvidare olvidarte olvidate ombligo omega omision omiso omitir
omnibus ondas online opcion opcional operacion operacional operandi operarios opina opinion opone oponente opongo
oponia oporto oportunidad oposicion opositores opresion opresor oprimidos optado optan optar optaron optica optimista
optimizar opuesto opuso oracion oraculo orador orales orange oratoria orbita orcos ordaz orden order ordinario ordonez
orejas orellana orense orfanato organice organismo organizacion organizacional orgasmo orgia orgullo oriental oriente
orificio origen origenes original originario origino orihuela orilla orina orinoco orion oriundo orizaba orlando
orleans orozco orquesta orquidea ortega ortiz ortodoxa ortodoxia ortografia oruro orwell osadia osaka osasuna oscar
oscila oscuro osito osorio osorno ospina ostenta ostia ostras osuna osvaldo oswaldo otaku otero other otomano otono
otorga otrora ovacion ovarios ovejas oviedo ovnis oxford oxido oxigeno oyendo oyentes oyeron ozono pabellon pablo
paces pacheco pachuca paciencia paciente pacific pacifico pacto padece padecia padilla padrastro padre padrino padron
paella paganos pagar pagare pagaria pagarte pagina paisaje paisano paises pajarito pajaros pajas pajero pakistan
palabras palace palacio paladar palanca palau palco palencia palenque palermo palestina paleta paliar palito paliza
palma palmeras paloma palomitas palos palpable pamela pampa pamplona panaderia panadero panales panama panameno
panamericana pancartas pancho pancreas panda pandemia pandilla pandora panel panes panfletos panico panista panorama
pantalla pantalones pantano panteon pantera pantoja panuelo panza paola papal papas papel papeleo papelera papeletas
papers papito papua paquete parabola parabrisas paracaidas paradero paradigma paradise paradoja paraguas paraguay
paraiso paraje paralelo paralimpicos paralisis paralizado parametros paramilitar paramilitares paramo parana paranoia
paranormal parar parasitos parcela parche parcial pardo parece parecera pareceria parecia paredes pareja parentesco
parentesis parezca paridad parientes pario paris parker parking parkinson parlamentario parlamento parlantes parma
parodia parpados parque parra parrafo parrilla parroco parroquia parroquial parte particion participacion particular
particularmente partidarios partidista partio partitura party pasado pasaje pasajeros pasaporte pasare pasarela
pasaria pasarte pasatiempo pascal pascua pascual paseo pasillo pasion pasional pasito pasivo pasta pastel pasteleria
pastillas pastor pastoral pastoreo pastrana patagonia patas patatas patente paternidad patetico patinaje patines patio
patito patologia patria patriarca patriarcal patricia patrick patrimonial patrimonio patriotas patrocinadores
patrocinio patron patronal patronato patrulla patrullero paulatinamente paulina paulo pausa pautas pavimento pavon
pavos payaso payne paypal pdvsa peace peaje pearl peatonal peatones pecadores peces pecho peculiar peculiares pedacito
pedagogia pedagogica pedal pedazo pedestal pedia pediatria pedir pedira pediria pedirte pedis pedofilia pedofilo
pedrito pedro pegamento pegar peinado pekin pelaez pelaje pelayo pelea pelear pelicula peligro pelirroja pelis
pellegrini pellejo pelota peloton pelotudeces pelotudo peluca peluche peludo peluqueria peluquero pelvis pemex penal
penalizacion penalti penarol penas pendejo pendiente penelope penetracion peninsula penitencia penitenciario
pennsylvania penny penoso pensabamos pensadores pensais pensamiento pensar pensaria pensilvania pensiones pentagono
penultimo penurias peones people peores pepino pepsi peque pequenito pequeno peralta peras percepcion percibe
percusion percy perdedor perder perdera perderia perderte perdicion perdio perdiz perdon perdoname perdura peregrinos
pereira perejil perenne pereyra perez perfeccion perfecto perfil perforacion performance perfume pergamino pericia
perico periferia periferico perimetro periodistica periodo perito perjudica perjudicar perjudicial perjuicio perla
permanecer permanecera permanecio permanente permanezca permiso permite permitio permitira permitiria peron
perpendicular perpetrado perpetua perrito perro perry persa persecucion perseguia perseguir perseverancia persia
persianas persigue persiguiendo persiguio persisten persistente personaje personal personalizadas personas perspectiva
persuadir pertenece pertenecia pertenecientes pertenencia pertenezco pertinentes perturbacion peruano perversion
perverso pervertido pesadilla pesame pesar pesca pescadores pesetas pesimo pesquera pestanas peste pesticidas petalos
peter peters petersburgo peterson peticion petit petro petroleo petrolera peugeot pezones philadelphia philip philippe
philips phillip phillips phoenix phone photo photoshop pianista piano pibes picante picardia picasso pichincha picnic
picos pidele pidiendo pidio piece piedad piedra pieles piensalo pienso pierce pierde piernas pierre pietro piezas
pijama pilar pilares pildora pileta pillado piloto pimentel pimienta pincel pinche pineda pinera pinguino pinilla
pinochet pinocho pinos pinta pintor pintoresco pintura pinzas piojos piola pionero piper pique piquete piramidal
piramide piratas pirateria pirineos piscina pisco pisos pista pistola pittsburgh piura pixel pizarro pizca pizza
placebo placentero placer placeres plaga plagio plancha planea planeacion planeamiento planes planeta planetario
planificacion planificar planilla planta plantaciones plantea planteamiento plantel plantilla planton plasencia plasma
plastico plata plataforma platano platicar platillo platino platon plausible playa playboy playera playlist playoffs
playstation plaza plazca please plebe plebiscito plegarias pleito plenaria plenitud pleno pliego plinio plomero plomo
pluma plural plusvalia poblacion poblacional poblado pobladores pobre pobrecito pobreza pocos podais podcast podeis
poder poderes poderio podia podra podreis podria poema poemario poesia poeta poetica poetisa point pokemon poker
polaco polanco polar polares polarizacion polemica policia policial policy polideportivo poligono polis politecnica
politica political politics poliza pollo polonia polvo polvora pompeyo ponce poncho pondra pondria ponele ponencia
ponente poner ponerte ponete ponganse pongo ponia poniente ponle ponte pontevedra pontifice pontificia popular
populares poquito porcelana porcentaje porcentuales porche porcion porfa porfavor porfirio porno pornografia poronga
poros porqueria porro porsche portada portador portafolio portal portatil portavoces portavoz porteno porteria portero
portico portillo portland porton portuaria portugal portugues portuguesa porvenir posee poseedor poseen poseia
posesion posgrado posguerra posibilidad posibilita posible posicion positivo posponer posta postal postea posteridad
posteriori posteriormente posters postgrado postor postre posts postula postura potable potasio potencia potencial
potente potestad potosi potro potter powell power pozos practica pradera prado praga pragmatico praxis preambulo
precaria precariedad precaucion precedentes precedido preceptos precio preciosa precipicio precipitacion precisamente
precision precoz precursor predecesor predecir predicador predicciones predijo predio predisposicion predominante
predominio preescolar prefacio prefecto prefectura preferencia preferencial preferia preferido preferiria prefiera
prefiero prefirieron prefirio pregrado pregunta preguntale preguntarte prehistoria prejuicios preliminar preliminares
preludio prematuro premiacion premio premisa premium prendas prendio prensa preocupa preocuparte prepago prepara
preparado preparate preparatoria prepotencia presbitero prescindir prescripcion presencia presencial presentaria
presentarte presente preservar presi preside presidencial presidente presidio presiento presion presos press
prestaciones prestamo prestar prestigio preston presume presuncion presunto presupuestaria presupuesto pretemporada
pretende pretendia pretendiente pretensiones pretexto pretty prevalece prevalencia preve prevencion prevenir
preventiva previa previene previsible prevision previsional previsto price prieto primaria primavera primer primera
primicia primitivo primogenito primordial prince princesa princeton principal principe principio prior priori
prioridad prioridades prioritario priorizar prisa prision prisioneros prisma privacidad privacion privado
privatizacion privilegios probabilidad probablemente probar problema problematica procedentes procedera procedimiento
procedio proceres procesal procesion proceso proclama procurador procuraduria prodigio produccion produce producia
producira produciria productores productos produjeron produjo produzca profe profecia profesion profesional profesor
profeta profundizar profundo progenitores programa progresion progreso prohibicion prohibido prohibio project projimo
proletariado proliferacion prolifico prologo prolongada promedio promesa prometedor prometio prometo prominente promo
promocion promocional promotor promover promovio promueve promulgacion pronombre pronostico pronto pronunciado
propagacion propaganda propensos propicio propiedad propiedades propietario propina propio propone propongo proponia
proporciona proporcional proposicion proposito propuesta propulsion propuso prorroga prosa proseguir prosigue
prosiguio prospecto prosperidad prostata prostitucion prostitutas protagonista protagonizada proteccion protector
proteger protegia proteinas proteja protesis protesta protocolo prototipo provecho provee proveedores proveer provenia
provenientes provenir proverbio providencia proviene provincia provincial provisional provisiones provisto provoca
provocaria provoque proximo proximos proxy proyeccion proyectiles proyecto proyector prudencia prudente prueba prusia
pseudo psicoanalisis psicologia psicologico psicopata psicosis psiquiatra psiquiatria psiquico pubertad publicitaria
publico publique pucha pudiera pudieramos pudor pudre pueblito pueblo puede puente puerco puerta puertorriqueno puesto
pugna puigdemont pujol pulgadas pulido pulitzer pulmon pulpo pulsera pulso pumas punado punaladas punch punetazo
puntaje punteria puntero punto puntuacion puntual pupilas pureza purga purgatorio purificacion puros purpura pusieron
putas putin pymes python qaeda qatar quebec quebrada quechua queda quedare quedaria quedarte quedate queen queens
quehacer queja quejarte quemaduras quemar quentin quepa querais quereis querella queremos queretaro queria querra
querria queso quevedo quicio quiebra quier quiero quieto quijote quilmes quilombo quimera quimica quimioterapia quince
quincena quinientos quinn quinones quintana quintero quinto quirofano quiroga quirurgica quisiera quisieramos quita
quitarte quizas rabia rabino racha rachel racial racimo racing racion racional racismo racista radar radares radiacion
radial radiante radica radical radio radiodifusion radiografia rafael rafaga raices raimundo rainbow rajoy rallado
rally ralph ramal rambla ramificaciones ramirez ramiro ramon ramos rampa ranas rancagua rancho randall random randy
rangel rangers rango ranking rapero raphael rapidamente rapidez rapido rapto raquel raras rareza rascacielos rasgos
rastreo rastro ratas ratificado ratifico rating ratio ratito raton raven raymond rayos razas razon reabrir reaccion
reaccionario reactivacion reactor reader reading ready reafirma reagan reales realeza realice realidad realidades
realismo realista reality realizar really realmente reanudar reaparece reapertura rebaja rebano rebeca rebecca
rebeldes rebeldia rebelion rebote recabar recae recalcar recamara recambio recarga recaudacion recelo recepcion
receptor recesion receso receta rechazo recibio recibir recibira recibiria reciclaje reciclar recien recientemente
recinto recipiente reciprocidad recital reclamar reclamos reclusion reclusos reclutamiento recobrar recoger recogio
recoja recoleccion recolectar recolectores recoleta recomendaciones recomendaria recomienda recomiendo recompensa
reconciliacion reconfortante reconocera reconocimiento reconocio reconozco reconquista reconstruccion reconstruir
reconversion recopilacion recordar recordarte recordatorio records recorrido recorrio recortes recreacion recrear
recreativas recreo recta rectangular rectificacion rectificar rector recuento recuerdo recuperar recurrente recurrio
recurrir recursos redaccion redactado redactor reddit rededor redencion redentor redes redistribucion redonda
reduccion reducir reducira redujeron redujo reduzca reeleccion reelecto reelegido reembolso reemplazar reencarnacion
reencuentro reestructuracion referencia referendo referendum referia referirse refiere refinado refineria refiriendose
refirio refleja reflexion reflexivo reforma reforzar refran refresco refrigerador refuerzos refugio refutar regadio
regalias regalo regar regazo regencia regeneracion regente reggae reggaeton regidores regimen regimenes regimiento
regina regio region regional registro reglamentario reglamento reglas regresaria regresion regreso regular
regularizacion regularmente rehabilitacion rehacer rehen rehenes rehuso reian reich reido reimos reinaldo reinante
reiniciar reino reirme reirse reitero reivindicaciones reivindicar rejas rejilla relacion relajado relajate relampago
relativamente relator relax relevante relieve religion religiosa reliquias relleno reloj relucir remake remanente
remar remate remedio remera remesas remision remite remitente remix remocion remodelacion remolacha remolque remonta
remordimiento remoto remover remuneracion renacentista renacimiento renal renato renault rencor rendicion rendimiento
rendir renfe renombre renovacion renta rentabilidad rentable renueva renuncia reojo reorganizacion reparacion
reparticion repartidor reparto repaso repente repentinamente repercusion repertorio repetia repeticion repetidamente
repetir repitio repito repleto replica reponer reportaje reporte reportero reposar reposicion reposo repost represa
represalias representa representatividad represion reprimir reproduccion reproducir reproductiva reproductor repsol
reptiles republic republica republicano repudio repuestos repugnante reputacion requeria requerimientos requerira
requeriria requiera requiere requirio requisitos resaca resaltar rescate research resena resentimiento reserva
resfriado resguardo reside residencia residencial residia residuales residuos resignacion resina resiste resistencia
resistio resistir resolucion resolver resolvera resolvio resonancia resort respaldo respecto respeto respetuoso
respirar respiratorias resplandor responder respondera respondio responsabilidad respuesta restablecer restantes
restaurant restaurante restitucion resto restrepo restricciones restringido resucitado resuelto resuelve resultados
resultaria resumen resumenes resurgimiento resurreccion retablo retaguardia retail retencion retener retiene retina
retiro retomar retorica retorno retos retransmision retraso retrato retribucion retro retroalimentacion retroceder
retroceso retrospectiva return retuvo reunificacion reunio reunion reunir reunira reuters reutilizacion revancha
revela reventar reverencia reverendo reverso revertir reves revestimiento revienta review revilla revisar revision
revista revivir revocar revolucion revolucionario revolution revolver revuelo revuelta reyes reyna reynolds reynosa
rezar rhodes riachuelo ribeiro ribera ricardo richard richards richie richmond richter ricky ricos ridiculo riego
rieles riendo riendose rieron riesgo rifle rigen right rights rigidez rigor riguroso rihanna riley rimas rincon rinde
rindio rinoceronte rinon rioja ripley riquelme riqueza riquisimo risas ritmica ritmo ritos ritual rivadavia rival
river rivera rivers rizado robar robbie robert roberts robertson robin robinson robledo robles robot robots robusto
rocas rocha rocio rockefeller rocket rocky rodaje rodante rodea rodeado rodillas rodney rodolfo rodrigo rodriguez
roedores rogelio roger rogers rojas rojizo roland roldan roles rolling rollo roman romance romano romanticismo
romantico romeo romero rompecabezas romper rompio romulo ronald ronda ronnie roosevelt ropas roque rosales rosalia
rosario rosas rosca rosita rossi rostro rotacion rotonda rotos rotundo rotura rouge round rousseau rousseff router
rover roxana royal royce rozas ruanda ruben rubio rubro rueda ruego rufino rugby ruido ruidoso ruinas ruleta rumania
rumano rumbo rumorea rumores runner running rupert rupias ruptura rural rusia rusos russell russia russo rustica rutas
rutina saavedra sabadell sabanas sabeis saber saberes sabia sabiduria sabiendas sabina sable sabor sabotaje sabotear
sabra sabria sabrina sabroso sacar sacaria sacarte sacerdocio sacerdotal sacerdote sacramento sacrificar sacrificio
sacro sacude sacudio saddam saenz safari sagrado sahara saint sainz sakura salamanca salame salarial salario salazar
salcedo salchichas saldo saldra saldria salem salga saliente salinas salio salir salis saliva salle sally salmo salmon
salomon salon salsa saltillo salto salubridad salud salvacion salvador salvadoreno salvaguardar salvaje salvame
salvamento salvatore salvavidas salvo samantha samba sammy sampaoli samper samsung samuel samurai sanabria sanatorio
sanchez sancho sanciones sancti sandalias sanders sandia sandoval sandra sandwich sandy saneamiento sangre sangrienta
sanguineo sanidad sanitaria sanos santa santamaria santana santander santi santiago santidad santillana santisima
santuario sapiens sapos saque saqueo sarah sarajevo sarampion sarcasmo sarcastico sardinas sargento sarmiento sarten
sasha sastre satan satanas satelital satelite satira satisfaccion satisfacer satisfactoria satisfecho saturacion
saturno sauce saudi saudita sauna sazon scarlett schmidt schneider school science scioli scott scout scouts screen
script seais search season seattle sebastian seccion secesion second secos secrecion secretario secreto secta sector
sectorial secuaces secuelas secuencia secuestro secular seculares secundaria security sedes sedicion sedimentos
seduccion seducir seductor segmento segovia segregacion seguia seguidamente seguidores seguimiento seguir seguira
seguiria seguis segun segundo seguro seleccion selectiva selena selfie sello selva semaforo semana semanal semanario
semantica sembrar semejante semen semestre semifinales semillas seminario senado senador senal senalizacion sencillez
sencillo senda sendero senegal senior senor senoria senorita sensacion sensacional sensatez sensato sense sensibilidad
sensibilizacion sensible sensores sensorial sensual sentarte sentencia sentia sentimental sentimientos sentir sentiras
sentiria sentirte sentis sepan separacion separatistas september septentrional septiembre septimo sepulcro sepultado
sepultura sepulveda sequia sequito seran serbia serena serge sergei sergio seria serial seriedad serlo sermon serna
serpiente serra serrano servia service servicio servidor servidumbre servilleta servir servira serviria sesamo sesenta
sesgo sesion setas setenta setiembre seudonimo seven severo sevilla sevillano sexenio sexismo sexista sexos sexto
sexual sexys shadow shakespeare shakira shampoo shane shanghai shannon share sharon sharp shawn sheila sheldon shell
shelley sheriff sherlock sherman shield shirley shiva shock shopping shore short shorts shows siberia sicarios sicilia
sidney sidra siembra siemens siempre siendo sientate siento sierra siervo siesta siete sifilis siglo significa
significado significaria signifique signo sigue sigueme siguiendo siguiente siguio silabas silencio silicio silicon
silla sillon silueta silva silvestre silvia simboliza simbolo simetria similar similares similitudes simios simmons
simon simpatia simpatico simpatizantes simple simplemente simplicidad simplificacion simplificar simplista simposio
simpson simpsons simulacion simulacro simultanea simultaneamente sinagoga sinai sinaloa sinceramente sinclair
sincronizacion sindical sindicato sindrome sinfonia sinfonica singapur singer singh single singular singulares
siniestro sinonimo sinonimos sinopsis sintaxis sintesis sintetico sintetizar sintieron sintio sintomas sintonia
sinverguenza sionista siquiera sirena siria sirve sirvientes sirvio sismica sismo sistema sistematica sitio situacion
situado skate sketch skype slogan small smart smartphone smash smith snowden soberania soberano soberbia sobornos
sobra sobrecarga sobredosis sobrellevar sobrenatural sobrenombre sobrepasa sobrepeso sobresale sobresaliente sobretodo
sobrevivencia sobrevivientes sobrevivio sobrevivir sobrino sobrio soccer sochi sociable social socialdemocrata
socializacion sociedad sociedades society socio socioeconomico sociologia sociologo socorro socrates sodio sofia
sofisticado sofocar software solamente solano solares solari soldados soldadura soledad solemne solia solicitar
solicitud solidaridad solidario solidez solis solista solitario solito solomon soltar soltera solucion solvencia
solventar somalia sombra sombrero sombrio something sometido sometio sonador sonda sondeo sonia sonic sonido sonora
sonreia sonrie sonriendo sonriente sonrisa sopas sophie sopla soporte soprano soraya sorbo sordo sorete soria soriano
sorprende sorprendente sorprendera sorprenderia sorprendio sorpresa sorry sortear sorteo sospecha sosten sostener
sostengo sostenia sostenibilidad sostiene sostuvo sotano sotomayor sound source south southern souza sovietica space
spain spanish special spectrum speed spencer spider spiderman spike split spoiler spoilers sport sporting sports
spotify spray spring springfield springs sprint squad square stadium staff stalin stand standard stanford stanley
starbucks stark stars start startup state station status steam steel stefan stefano stein stella stephanie stephen
stereo sterling stern steve stevens stewart stick stickers still stock stone store stories storm story strange strauss
stream streaming street stress strike strong stuart studio study style styles suarez suave suavemente suavidad
suavizar subasta subconsciente subdirector subditos subio subir subira subita subjetivo sublevacion sublime submarino
subordinados subraya subsecretario subsidiaria subsidios subsiguiente subsistencia subsistir subsuelo subte
subterraneas subterraneo subtitulos suburbios subvenciones subversion subyacente sucede sucedera sucederia sucedio
sucesion sucesor sucesos suciedad sucio sucre sucursal sudadera sudafrica sudafricano sudamerica sudamericana sudan
sudeste sudoeste sudor suecia sueco suegra sueldo suelo suelta sueno suero suerte sueter suficiente sufragio
sufrimiento sufrio sufrir sufrira sugar sugerencias sugerir sugiere sugiriendo sugirio suicida suicidarse suicidio
suite suiza sujecion sujeto sulfato sullivan sultan sumamente sumario sumatra sumergido suministro sumisa sumision
summer sunday super superar superavit supercopa superficial superficie superheroe superheroes superintendencia
superior superman supermercado supersticion supervisar supervision supervisor supervivencia supervivientes suplemento
suplente suplico suplir supondria supone supongo suponia suposicion support supremacia supremo supresion suprimir
supuesto supuso surco surcoreano sureno sureste surge surgimiento surgio surja suroeste surrealista surtido susan
susana susceptibles suscitado suscribir suscripcion suscriptores suscrito sushi suspender suspendio suspension
suspenso suspiro sustancial sustancias sustantivo sustento sustitucion sustituto susto sustrato susurro sutil suzanne
suzuki sweet swift swing switch sydney sylvia system systems tabaco tabasco taberna tabla tablero tablet tablets
tachira tacito tacna tacones tacos tactica tactil tacto tadeo taekwondo tailandes tailandia taiwan taladro talavera
talca talento tales talibanes taller talleres talones talvez tamales tamano tamara tamaulipas tamayo tambien tambo
tambor tamil tampico tampoco tanaka tanda tandil tangible tango tania tanque tanta tanzania tapar tapete tapia tapones
taquilla tarde tardia tarea tareas target tarifas tarima tarjeta tarot tarragona tarro tarta tasas tatiana tatuaje
tauro tauromaquia taxis taxista taylor tazas tazon teatral teatro technology techo teclado tecnica tecnologia
tecnologico teddy tegucigalpa teheran tejido telas telecinco telecom telecomunicaciones telefe telefonia telefono
telegrafo telegrama telenovela telescopio telesur teleton televidentes televisa television televisor tello telmex
telmo telon temas tematica temblar temblor temia temible temor temperamento temperatura tempestad templarios templo
tempo temporada temporal temprano temuco tenacidad tenaz tendencia tendido tendra tendreis tendria tenedor teneis
tenencia tener tenerife tenerte tengais tenia teniente tenis tenista tennessee tennis tenor tensa tension tentacion
tentado tentador tentativa tenue teodoro teologia teologos teorema teoria teorico tequila terapeuta terapia tercer
tercera terciario tercio terciopelo teresa termica terminal terminar terminaria terminator terminologia termo
termometro ternera ternura terra terratenientes terraza terremoto terrenal terreno terrestre terrible territorial
territorio terror terry tertulia teruel tesis tesla tesoreria tesorero tesoro testamento testiculos testigos
testimonio testosterona tests tetas texas texcoco textil texto textual textura thatcher their theodore theory there
these thing things think thomas thompson thomson thought three thriller through tibet tibetano tibia tiburon ticket
tickets tiembla tiempo tienda tierno tierra tifon tiger tigre tijeras tijuana tilde timbre times timidez timon timoteo
timothy tinder tinelli tinieblas tinta tipico tipografia tipologia tipos tirador tirania tirano tirantes tirar tirarte
tiron tiroteo titan titanes titanic titanio titere titulares titulo tlaxcala toalla tobago tobias tobillo tocar
tocarte tocino todas todavia today todopoderoso tokio tokyo toledo tolerancia tolima tolosa toluca tomar tomare
tomaria tomarte tomate tommy tonalidad toneladas tonica tonos tonterias tonto topicos topografia toque torax torcer
tordesillas torero tormenta torneo tornillo torno toronto toros torpe torpedo torpeza torrente torreon torres torso
torta tortilla tortuga tortura toscana tostadas total totalitario totalitarismo touch toulouse tours tovar tower
toxico toxinas toyota trabajo trabas traccion track tracto tractor tracy trade tradicion tradicional trading
traduccion traducido traductor tradujo traer traera traeria trafico tragedia tragico trago traia traicion traidor
traigo trailer traje trajeron trama tramite trampa trampolin trance tranqui tranquilo trans transacciones
transbordador transcripcion transcurrido transcurrio transcurso transeuntes transexuales transferencia transferir
transfiere transformacion transgenero transgenicos transicion transito transitoria transmision transmisor transmitio
transmitir transnacionales transparencia transporte transversal tranvia trapo trascendencia trascendental trascender
trasciende trasero trasfondo trasladado traslado traspaso trasplante trastornos trata tratamiento tratare trataria
trauma traumatismo travel traves travesia travesti travestis travesuras travieso travis trayecto trayectoria trayendo
trazado trece trecho tregua treinta trejo tremendo trending trenes trenzas trepar trescientos trevor trial triana
triangulo triatlon tribal tribu tribuna tribunal tribus tributaria tributo tricolor trigo trilogia trimestral
trimestre trincheras trinidad tripas triple tripoli tripulacion triste tristemente tristeza triunfal triunfante
triunfo trivial trofeo troika troll trolls trompa trompeta tronco trono tropas tropezar tropical tropico troya trozo
trucha truco trueno trueque trujillo truman trump trust tsunami tuberculosis tuberia tubos tucker tucuman tudela
tuerca tuerto tuitea tuitear tuiteros tuits tumba tumblr tumor tunel tunez tunica tunja tupac turbina turbio turbo
turco turin turismo turistas turno turquia tutela tutor tutorial tuvieramos tuxtla tweet tweets twist twitter tyler
ubicacion ubuntu ucrania ucraniano uganda ugarte ulises ulloa ulrich ultimate ultimatum ultimo ultra ultraderecha
ultramar ultravioleta umbral unanimidad unasur under underground unesco unete unicef unico unicornio unidades unidos
uniendo uniendose unieron unificacion unificar uniforme unilateral unimos union unira unirme unirnos unirse unirte
unisono unitario united universal universidad universitario university update uranio urbanistica urbanizacion urbano
urdaneta urgencia urgente uribe urnas urquiza urrutia uruguay usaba usado usamos usando usara usaria usarlo usaron
usarse usaste usemos ushuaia usted usualmente usuarios usurpacion utensilios utero utiles utilice utilizar utopia
utopico uzbekistan vacacional vacaciones vacante vacas vacio vacuna vader vagabundo vagina vaginal vagones vagos vaina
vainilla vajilla valdes valdez valdivia valdra valdria valen valencia valenciana valentia valentin valenzuela valera
valeria valga validacion validez valiente valija valio valioso valladolid vallarta valle vallecas vallejo valley valls
valor valparaiso valverde valvula vamonos vamos vampiro vancouver vandalismo vanessa vanguardia vanidad vanos vapor
vaqueros varas varela vargas variabilidad variables variaciones variantes variedad variedades varios varita varones
varsovia vasallos vasco vascular vasos vasquez vasta vaticano vayan vayanse vazquez veamos vease veces vecinal
vecindad vecindario vecinos vector vegas vegetacion vegetales vegetariano vehiculos veian veinte veintena veinticinco
veinticuatro veintitres vejez vejiga velas velasco velasquez velazquez velero velez vello velocidad veloz velvet vemos
vencedor vencer vencimiento vencio vendedor vender vendio vendra vendria venecia venegas veneno veneracion venezolano
venezuela venga vengadores venganza venia venideros venir venis venta ventaja ventana ventanilla ventilador ventura
venus veracidad veracruz verano veraz verbal verbo verdad verdadero verdades verdugo verduras vereda veredicto vereis
veremos verga vergonzoso verguenza veria verificacion verificar verlo verme vernon vernos veronica versalles verse
version versus verte vertebral vertedero vertical vertice vertiente vertigo vestia vestibulo vestido vestiduras
vestigios vestimenta vestuario veteranos veterinario viabilidad viable viaducto viagra viaje viajeros viales vialidad
viana vibora vibra vibraciones vibrante vicario viceministro vicente vicepresidente viceversa vicio vicioso vicky
victimas victor victoria victoriano vicuna vidal vidas videla vidente video videoclip videojuegos vidrio viejito viejo
viendo viendolo viendose viene viento vientre viera viernes vieron vierte vietnam vietnamita views vigas vigencia
vigente vigesimo vigilancia vigilia vigor vikingos viktor villa village villahermosa villalba villalobos villancicos
villano villanueva villarreal villavicencio villegas villena vimos vinagre vince vincent vinci vinculo vinedos vineta
vinieron vinilo vintage viola violacion violador violencia violento violeta violin viral virgen virgenes virgilio
virginia virginidad virreinato virrey virtual virtud virtuoso viruela virus visas visceral visibilidad visibilizar
visible vision visionario visita visor vispera vistazo vistio visto visual visualizacion vital vitamina vitoria
vitrina vitro vittorio viuda vivencias viveres vivia vivienda viviente vivir vivira viviria vivis vizcaya vizconde
vladimir vocablo vocabulario vocacion vocacional vocales vocero voces vodafone vodka voice volador volante volar
volatil volcan volcanes voldemort voleibol volkswagen voltaire voltaje voltear volumen volumenes voluntad voluntades
voluntarios volver volvera volveria volverte volvio vomitar vosotros votacion votantes votaria votos vuelco vuelo
vuelta vuelve vulgar vulgares vulnerable wagner walker walking wallace walmart walsh walter wanda warner warren
washington watch water waters watson watts wayne webcam weber website weekend weekly weiss welcome wellington wells
wendy werner wesley western whatsapp wheeler where which whisky white whitney wikileaks wikipedia wilde william
williams willie willis willy wilson windows winston winter wisconsin without women wonder woods woody wordpress words
working world worth would wright wrong wyoming xalapa xavier xenofobia xiaomi ximena xochimilco xviii xxiii
yacimientos yahoo yamaha yankee yankees yanqui yanquis yardas yates years yegua yemen yendo yenes yerba yerno
yihadistas yogur yogurt yolanda young youth youtube youtubers yrigoyen yucatan yugoslavia zacatecas zagreb zambia
zambrano zamora zanahoria zanja zapatero zapatillas zapatos zaragoza zarate zarzuela zavala zelanda zelaya zelda zhang
zimbabue zocalo zodiaco zombies zombis zonas zoologico zorra zorrilla zuckerberg zulia zumbido zuniga zurdo zurich
$words$), ('en', $words$
aaron abandoned abbey abbott abdul aberdeen ability abnormal aboard aboriginal abortion abraham abroad absence absent
absolutely absorbed absorption abstract absurd abundance abuse academic academy accelerated accent accept access
accessories accident accidentally acclaimed accommodation accompanied accomplished according account accredited
accumulated accuracy accurate accused achieve acids acknowledge acoustic acquired acquisition acres across acting
action active activist actor actress actually acute adams adapted added addiction addition address adelaide adequate
adjacent adjusted admin administered administration admiral admission admissions admit adopted adorable adrian adult
advanced advantage advent adventure adverse advertising advice advised advisor advisory advocacy advocate aerial
aerospace aesthetic affairs affected affiliate afford afghan afghanistan afraid africa african aftermath afternoon
afterwards agency agenda agent aggregate aggression aggressive aging agree agreement agriculture ahead ahmed aided
aimed airborne aircraft aired airlines airplane airport airways aisle alabama alarm alaska albany albeit albert
alberta album alcohol alert alexander alexandria alexis alfred algebra algorithm alice alien aligned alike alison
alive allah allan alleged allegiance allen allergic alley alliance allies allison allocated allowed almighty almost
alone along alongside alpha alphabet already alright altar alter alternative although altitude altogether aluminium
aluminum alumni always amanda amateur amazing amazon ambassador amber ambition ambitious ambulance amendment america
american amino ammunition among amongst amount ample amsterdam amusing analog analyses analysis analyst analytics
analyzed anatomy ancestors anchor ancient anderson andre andrea andrew android angela angeles anger angle anglo angry
animals ankle annie anniversary announced annoying annual anonymous another answer antenna anthem anthony antibiotics
anticipated antique antonio anxiety anxious anybody anymore anyone anything anytime anyway anywhere apart apocalypse
apollo apologise apologize apparatus apparel apparently appeal appear appetite applause apple appliances application
apply appointed appreciate apprentice approach appropriate approved approximately april arabia arabic arbitrary
arbitration arcade archaeological archbishop archer architect architecture archives arctic areas arena argentina
arguably argue argument arise arizona arkansas arlington armed armies armor armour armstrong arnold arose around
arranged array arrested arrived arrogant arrow arsenal arthur article artifacts artificial artillery artist artwork
ashamed ashes ashley ashton asian aside asked asleep aspects aspirations assassination assault assembly asses
assessment assets asshole assigned assistant association assume assumption assured asthma aston astonishing asylum
athens athletes atlanta atlantic atlas atmosphere atomic attached attack attempt attend attention attitude attorney
attractive attributed auburn auckland auction audience audio audit august aurora austin australia australian austria
austrian authentic author autism automated automatically automobile automotive autonomous autonomy autumn auxiliary
available avatar avengers avenue average aviation avoid awaiting awake awakening award aware awesome awful awhile
awkward babies bachelor backed background backlash backpack backup backwards backyard bacon bacteria bacterial badass
badge badly baggage bailey baked baker bakery balance balcony baldwin ballet balloon ballot balls baltimore banana
bands bangalore banging bangkok bangladesh banker bankrupt bankruptcy banks banned banner baptist barack barbara
barber barcelona barely bargain barnes baron barracks barred barrel barrier barry baseball based baseline basement
basic basin basis basket basketball bastard batch bathing bathroom batman battalion battery batting battle battlefield
bayern beach beacon beads beams beans beard bears beast beaten beating beatles beautiful became become bedroom beers
began begging beginning begun behalf behave behavior behaviour behind behold beijing beings belfast belgian belgium
belief believe bella bells belly belong beloved belts bench bending beneath benedict beneficial benefits bengal
benjamin bennett berkeley berlin bernard bernie berry besides betrayed better betting betty beverage beverly beware
beyond biased bible biblical bibliography bicycle bidding biden bieber bigger biggest bikes bikini bilateral billboard
billion billionaire bills billy binary binding bingo biography biological birds birmingham birth birthday bisexual
bishop bitch bitcoin bites bitter bizarre black blade blair blake blame blank blanket blast blaze bleeding blend
blessed blind blink bliss block blockchain blogger blogs blonde blood bloody bloom blowing blown blues bluetooth blunt
board boats bobby bodies bodily boeing boiler boiling bomber bombs bonds bones bonnie bonus boobs books boost booth
boots border boring boris borne borough borrow bosses boston bother bottle bottom bought boulder boulevard bounce
bound boundaries bounty bowling boxer boxes boycott boyfriend brace bracelet bracket bradford bradley brady brain
brake branch brand brandon brass brave bravo brazil brazilian breach bread break breakdown breakfast breakthrough
breast breath breed breeze brendan brent brett brewery brewing brexit brian brick bride bridge brief briefly brigade
bright brighter brighton brilliant bring brisbane bristol britain british broad broadband broadcast broader broadway
brock broke broken broker broncos bronze brooklyn brooks brother brotherhood brought brown browser bruce bruno brush
brussels brutal bryan bryant bubble bucket bucks buddha buddhist buddy budget buffalo buffer builder building built
bulgaria bulgarian bullet bulletin bulls bullshit bullying bumper bunch bundle bunker bunny burden bureau burger
burial buried burke burning burnt burst burton buses business businessman busted butcher butler butter butterfly
button buyers buying bypass byron cabin cabinet cable caesar caffeine cairo cakes calcium calculated calendar calgary
calif california called calories calvin cambodia cambridge camera cameron campaign campbell camps campus canada
canadian canal cancelled cancer candidate candle candy cannabis cannon cannot canon canterbury canvas canyon capable
capacity capita capital capitalist capitol capped capsule captain caption captive captured carbon cardboard cardiac
cardiff cardinal cardiovascular cards career careful carey cargo caribbean carlos carlton carnival carol carolina
caroline carpenter carpet carriage carrier carroll carry carson carter cartoon carved cases casey casino casting
castle castro casual casualties catalog catalogue catalyst catch category cathedral catherine catholic cattle caught
cause caution cautious cavalry caves cease cedar ceiling celebrate cells cellular celtic cement cemetery censorship
census center central centre cents century ceramic cereal ceremony certain certainty certificate certified chain chair
chairman chalk challenge chamber champ champagne champion championship chance chancellor chandler change channel chaos
chaotic chapel chapman chapter character characteristics characterized charge chargers charitable charity charles
charleston charlie charlotte charm chart charter chase chatting cheap cheaper cheapest cheating check cheek cheers
cheese chelsea chemical chemistry cherry chess chest chester chicago chick chicken chief child childhood childish
children chile chili chill china chinese chips chloe chocolate choice choir choke cholesterol choose chopped chorus
chose chosen chris christ christian christie christina christine christmas christopher chrome chronic chronicle chuck
church churchill cigarettes cincinnati cinema cinnamon circle circuit circular circulation circumstances circus
citation cited cities citizens citizenship civic civil civilian claim claire clara clarence clarify clarity clark
clash class classic classification classified classroom classy claude clause clayton clean cleaner clear clearance
clearer clergy clerk cleveland clever click client cliff clifford climate climb clinical clinton clips clock clone
close closer closest closet closure clothes cloud clown clubs clues cluster clutch clyde coach coalition coast coastal
coaster coats cocaine cocktail coconut codes coffee coffin cognitive cohen coincidence coins coleman colin
collaboration collapse collar collateral colleagues collection collector college collins collision colombia colonel
colonial color colorado colour columbia columbus column combat combined combo comeback comedian comedy comfortable
comic coming command commenced comment commentary commerce commercial commission commissioned commissioner committed
committee commodity common commonwealth communal communication communism communist community compact companion company
compared comparison compass compassion compatible compelling compensation compete competition competitors compiled
complain complaint complement complete complex compliance complicated compliment comply components composed
composition compound comprehend comprehensive compression comprising compromise compulsory computer concealed
conceived concentration concept concerned concert concluded conclusion conclusions concrete condemned conditions
conducted conductor confederate conference confess confession confidence confidential configuration confined confirmed
conflict confronted confused confusion congestion congo congrats congratulations congregation congress congressional
congressman conjunction connecticut connection connor conquer conquest conscience conscious consecutive consensus
consent consequences conservative consideration considered consistent console consolidated consortium conspiracy
constable constant constituents constitution constraints construction consultant consumer consumption contact contains
contaminated contemporary contempt content contest context continent continental contingent continue contract
contractor contrary contrast contributed contributor control controversy convenient convention conversation conversion
converted convey convicted convinced convoy cookies cooking cooler cooling cooperation coordinator copenhagen copies
coping copper copyright coral corey cornell corner cornwall corporate corps corpse correct correlation corresponding
corridor corruption cosmetic cosmic costa costs costume cottage cotton couch cough could council councillor counsel
counselor count countdown counter counterparts countless country countryside county couple coupon courage courier
course court courtesy courtney cousin covenant cover coverage covid coward cowboys crack craft craig crane crash
crawford crawl crazy cream created creation creative creator creatures credentials credibility credit creditors creed
creek creep creepy crews cricket crime criminal crisis crisp criteria critical criticised critique croatia crops cross
crossover crowd crown crucial crude cruel cruelty cruise crunch crush crust crying crystal cuban cubic cuisine culture
cured curiosity curious currency current curriculum curry curse curtain curtis curve custody customers cutter cutting
cyber cycle cyclists cylinder cyprus cyrus czech daddy daily dairy daisy dakota dallas damage dammit damned damon
dance dancer dangerous daniel danish danny daring darker darkness darling darren darwin database dating daughter david
davidson davis dawson daylight daytime deadline deadly dealer dealing dealt death debate debbie debris debts debut
decades decay deceased december decent decided decision decisions declared decline decorated decrease decree dedicated
deeds deemed deeper deepest deeply default defeat defects defence defend defense deficit defined definitely degree
delaware delay delegates delete delhi deliberately delicate delicious delighted delivered delivery delta deluxe demand
dementia demise democracy democratic demographic demon demonstrated denial denied denmark dennis dense density dental
dentist denver department departure depending depicted deployed deposit depot depressed depression deprived depth
deputy derby derek derived descended descent described description desert deserve design desire desktop despair
desperate despite dessert destination destiny destroyed destruction detached details detained detective detector
detention determined detroit deutsche devastating development developmental device devil devon devoted diabetes
diagnosed diagnosis diagnostic diagram dialogue diameter diamond diana diane diary dictator dictionary didnt diego
diesel dietary diets different differential difficult difficulty digest digging digital dignity dilemma dimension
dimensional dimensions diminished dining dinner dinosaur dioxide diploma diplomacy diplomatic direction director
directory dirty disabled disadvantage disagree disagreement disappeared disappointed disaster disastrous discharge
disciples disciplinary discipline disclose disclosure disco discount discourse discovered discovery discretion
discrimination discuss discussion disease disgrace disguise disgusting dishes dislike dismissed disney disorder
dispatch displaced display disposal dispute disregard disruption dissertation dissolved distance distant distinct
distinguished distracted distress distribution distributor district disturbing ditch diversity divided dividend divine
diving division divisions divorce dixon doctor doctrine documentary documents dodge dodgers doesnt dollars dolls
dolphins domain domestic dominant dominion donald donations donna donor doomed doors dorothy doses double doubt dough
douglas downhill download downs downstairs downtown downward doyle dozen draft dragged dragon drain drainage drake
drama dramatic drank drawer drawing drawn dreadful dream dress dried drift drill drink drive driven driver drone
dropped drought drove drowning drugs drummer drums drunk drunken dubai dubbed dublin duchess ducks dudes dumped duncan
dunno durable duration durham dusty dutch duties dwarf dwelling dwight dying dylan dynamic dynasty eager eagles
earlier earliest early earned earnest earth earthquake easier easiest easily easter eastern eaten eating ebook eclipse
ecological economic economist economy ecosystem eddie edgar edges edinburgh edition editor editorial education edward
effect efficacy efficient effort egypt egyptian eight eighteen eighth eighty einstein either elaborate elbow elderly
eldest eleanor election electoral electric electronic elegant elementary elements elena elephant elevated eleven
eligible eliminate elite elizabeth ellen elliot elliott ellis elsewhere elvis email embarrassing embassy embedded
embrace emergency emily emirates emission emissions emotional empathy emperor emphasis emphasized empire employees
employment empty enable enacted enclosed encounter encourage endangered ended endless endorsed endure enemy energetic
energy enforcement engaged engine england english enhanced enjoy enlightenment enlisted enormous enough enrolled
ensemble ensure enter enterprise entertainment enthusiasm enthusiastic entire entirety entitled entity entrance
entrepreneur entry envelope environment environmental enzyme epidemic episode equal equation equipment equity
equivalent erase erected ernest erotic error escape escort especially essay essence essential essex established estate
esteem estimated eternal ethan ethics ethiopia ethnic eugene europe european euros evacuation evaluation evans evening
event eventually everton every everybody everyday everyone everything everytime everywhere evidence evolution
evolutionary evolved exactly exaggerated examination example exams exceed excellent except excess exchange excited
excluding exclusion exclusive excuse executive exempt exercise exhausted exhibition exile existing exodus exotic
expand expansion expect expedition expelled expenditure expensive experience experienced experimental expert expertise
expired explain explanation explicit explode exploitation explore explosion explosive export exposed exposure express
expression extended extension extensive extent exterior external extinction extra extract extraordinary extremely
eyebrows fabric fabulous facebook faces facial facilitate facilities faction factor factory facts faculty faded failed
failure faint fairly fairy faith falcon fallen falling fallout false familiar family famous fancy fantastic fantasy
farewell farmers farming farther fascinating fascist fashion faster fastest fatal father fatigue fatty fault favor
favorite favour favourite fears feasible feast feathers features february federal feedback feeding feeling felix
fellow fellowship felony female feminine feminism feminist fence ferguson fernando ferrari ferry fertility festival
fever fewer fiber fibre fiction field fierce fifteen fifth fifty fight fighter figure filed filipino filled films
filter filthy final finance financial finding fines finest fingers finished finite finland finnish firearms fired
fireworks firms first fiscal fisher fisheries fishing fitness fixed fixtures flags flagship flame flash flats flavor
flavour flaws fleet flesh fletcher flexible flight flint floating flock flood floor flora floral florence florida
flour flowers flown flows floyd fluid flush flyers flying flynn focal focus folded folder folks following foods
foolish fools footage football footsteps forbes forbid forbidden force forecast forehead foreign foremost forensic
forest forestry forever forge forget forgive forgiven forgot forgotten formal formation former forms formula forth
forthcoming fortress fortune forty forum forward fossil foster fought found foundation founder fountain fourteen
fourth fraction fracture fragile fragments frame framework france franchise francis francisco franco frank franklin
fraser fraud freak freddie frederick freed freedom freelance freely freeman freestyle freeze freezer freight french
frequency frequently fresh freshman friction friday fridge fried friends friendship frightened fringe front frontier
frost frozen fruit frustrated fucker fuckin fucking fuels fulfill fuller fully function fundamental fundraising funds
funeral funny furious furniture furthermore fusion future gabriel gained galaxy gallery gallon gambling gameplay games
gamma gandhi gangs garage garbage garcia garden gardner garlic garrett garrison gases gasoline gates gateway gathered
gauge gavin gears gender general generation generic generous genes genesis genetic geneva genius genocide genome genre
gentle gentleman gentlemen genuine genus geographic geography geological geometry george georgia gerald gerard german
germany gesture gettin getting ghana ghetto ghost giant gibson gifts gilbert ginger girlfriend girls given giving
gladly glance glasgow glass glenn glimpse global globe gloria glorious glory gloves glowing glucose goalkeeper goals
goats goddamn goddess going golden gonna goodbye goods goodwill google goose gordon gorgeous gospel gossip gotta
gotten government governmental governor grabbed grace grade gradually graduate graham grain grammar grammy grams grand
grandchildren grandfather grandma grandmother grandpa grandparents grandson granite grant grapes graph graphic grasp
grass grateful gratitude grave gravel gravity grease great greater greatest greece greed greedy greek green greenhouse
greet gregory grief griffin grill grind grocery groove gross ground group grove growing grown growth guarantee guard
guardian guess guest guidance guide guidelines guild guilt guilty guinea guitar habit habitat hackers hacking hahaha
haircut hairs hairy haiti halfway halloween halls hallway hamilton hammer hammond hampshire handbook handle hands
handsome handy hanging hannah happened happier happily happy harassment harbor harbour hardcore harder hardest hardly
hardware hardy harley harmful harmless harmony harness harold harper harrison harry harsh harvard harvest harvey
hashtag hassan hastings hatch hated hatred haunted haven hawaii hawaiian hawks hayes hazard headache header headline
headphones headquarters heads healing health healthcare healthier healthy heard hearing heart heartbeat heath heather
heating heaven heavier heavily heavy hebrew hedge heels height helen helicopter hello helmet helped helpless
hemisphere hence henderson henry herald herbert herein heritage heroes heroic heroin hesitate hidden hiding hierarchy
higher highest highland highlights highly highway hiking hilarious hillary hills hilton hindi hindu hints hired
hispanic historian historical history hitler hitting hobby hockey hoffman holder holding holes holiday holland hollow
holly hollywood holmes holocaust homeland homeless homemade homer homes hometown homework homicide homosexuality honda
honest honesty honey honeymoon honor honorary honour hooked hooker hopeless hoping hopkins horizon horizontal hormone
horns horny horrible horrific horror horse hospital hostage hosted hostile hotel hottest hours house household houston
howard however https hudson hughes human humanitarian humble humidity humor humour hundred hungarian hungary hunger
hungry hunter hunting hurricane hurry hurts husband hustle hybrid hydraulic hydrogen hygiene hyper hypothesis iceland
iconic idaho ideal ideas identification identified identity ideology idiot ignition ignore illegal illinois illness
illusion illustrated image imagery imaginary imagine immature immediately immense immigration imminent immortal immune
impact impaired imperative imperial implementation implications implies important imposed impossible impression
impressive imprisonment improve impulse inability inadequate inappropriate inaugural incapable incentive inches
incident inclined including inclusion inclusive income incomplete inconsistent inconvenience incorporated incorrect
increase incredible incumbent indeed independent index india indian indiana indianapolis indicate indictment indie
indigenous indirect individual indonesia indonesian indoor induced induction industry ineffective inequality
inevitable infamous infant infantry infection infectious inferior infinite infinity inflammation inflammatory
inflation influence influential information infrared infrastructure ingredients inhabitants inherent inherited initial
injection injured injury injustice inland inmates inner innings innocent innovation input inquiry insane insects
insecure insert inside insight insisted inspection inspector inspired instability instagram installed instance instant
instead instinct institute instructions instructor instruments insufficient insulation insulin insult insurance intact
intake integrated intel intellectual intelligence intended intense intention inter interaction interest interface
interference interim interior intermediate international internet interpretation interrupted intersection interstate
interval intervention interview intimate intriguing intro introduced introduction invaded invalid invasion invasive
invented inventory investigation investment investors invisible invited involved iphone iranian iraqi ireland irene
irish ironic irony irregular irrelevant irresponsible irrigation irving isaac islamic island isolated israel israeli
issue istanbul italian italy items itunes ivory jacket jackie jackson jacob jacques jakarta jamaica james jamie janet
january japan japanese jared jason jealous jealousy jeans jefferson jeffrey jelly jenkins jennifer jenny jeremy jerome
jerry jersey jerusalem jesse jessica jesus jewel jewellery jewelry jewish jimmy johannesburg johnny johns johnson
johnston joined joint joker jokes jonas jonathan jones jordan joseph joshua journal journalist journey joyce judge
judgement judgment judicial judiciary judith juice juicy julia julian julie julius jumped jumper junction jungle
junior jupiter jurisdiction justice justification justify justin juvenile kansas kanye kardashian karen karma kashmir
katherine kathy katie keeper keeping keith kelly kennedy kenneth kenny kentucky kenya kerry kevin keyboard kicked
kidding kidnapped kidney killed killer kilometers kilometres kinda kindergarten kindle kinds kingdom kings kingston
kissing kitchen kitty klein knees knife knight knives knock knowledge known knows korea korean kumar kuwait label
labor laboratory labour lacking ladder laden ladies lakers lakes lambert lamps lancaster lance landing landlord
landmark landscape lanes language lanka laptop large larger largest larry laser lasting lately later latest latin
latino latter laugh laughter launch laundry laura lauren lawrence lawsuit lawyer layer laying layout leader leadership
leading league leaked leaning learn learnt lease least leather leave lebanese lebanon lebron lecture leeds legacy
legal legend legendary legion legislation legislature legit legitimate leicester leigh leisure lemon lenders lending
length lengthy lenses leonard leonardo lesbian leslie lesser lesson lester lethal letter letting level leverage lewis
liability liable liberal liberty library libya licence license lieutenant lifelong lifestyle lifetime lifted light
lighter lightning lightweight likelihood likely likewise limbs limestone limited lincoln linda lindsay linear liner
lines lineup linguistic links linux lionel lions lipstick liquid liquor listed listen literacy literally literary
literature litigation litter little liver liverpool livestock living lloyd loaded loans lobby local located locked
locker lodge logan logging logic logistics london lonely longer longest longtime lookin looking loose lopez lords
loser losing losses lottery louder loudly louis louise louisiana louisville lounge loved lover lower lowest loyal
loyalty lucas luckily lucky luggage lunar lunch lungs luther luxury lying lynch lyrics macdonald machine machinery
macro madame madison madness madonna madrid mafia magazine maggie magic magistrate magnetic magnificent magnitude
maiden mainland mainly mainstream maintain maintenance majesty major maker makeup making malaysia malaysian malcolm
males malicious mammals management manchester mandate mandatory manga manhattan manifest manila manipulation mankind
manner manning manor mansion manual manuel manufacturing manuscript maple mapping marathon marble march marco marcus
margaret margin maria marie marijuana marilyn marina marine mario marion maritime marked marker market marketplace
marriage married marsh marshall martha martial martin martinez marvel marvin maryland masculine masks mason
massachusetts massacre massage masses massive master masterpiece match material maternal mates mathematics maths
matrix matter matthew mattress mature maurice maximum maxwell maybe mayor mccain mccarthy mcdonald meals meaningful
meaningless means meant meantime meanwhile measures mechanical medal media median medicaid medical medicare medicine
medieval meditation mediterranean medium meeting megan melbourne melissa melody melting members membership membrane
memes memoir memorable memory memphis mental mentioned mentor mercedes merchandise merchant mercury mercy meredith
merely merge merger merit merry message messed messenger messy metabolism metal metaphor meters method methodology
metres metric metro metropolitan mexican mexico meyer miami michael michel michelle michigan mickey micro microphone
microsoft microwave middle midfielder midlands midnight midst midway midwest might mighty migrants migration miguel
milan miles milestone military militia millennium miller million millionaire mills milton milwaukee minds mindset
minecraft mineral miniature minimal minimum mining minister ministry minneapolis minnesota minor minus minutes miracle
miranda mirror misconduct miserable misery misleading missile missing mission missionary missions mississippi missouri
mistake mistaken mistress misunderstanding mitch mitchell mixed mixture mobile model moderate modern modes modest
modifications modified module mohammed moist moisture molecular molecules molly moment momentum mommy monarch monarchy
monday monetary money monica monitor monkey monks monopoly monroe monster montana monte montgomery months montreal
monument moody moore moral moreover morgan mormon morning morocco moron morris morrison mortality mortar mortgage
moscow moses mosque mostly mother motion motivation motor motorcycle motto mount mountain mourinho mourning mouse
mouth movement movie moving muhammad multi multiple mumbai munich municipal murder murphy murray muscle muscular
museum mushrooms music musicians muslim mustard mutual myanmar myers mystery myths nails naive naked named nancy
napoleon narrative narrow nascar nashville nasty natalie nathan national nationalist nationwide native natural naughty
naval navigation nazis nearby nearest nearly nebraska necessarily necessary necessity necklace needle needless needs
negative neglect negotiations negro neighborhood neighbors neighbourhood neighbours neither nelson nepal nephew nerve
nervous netflix netherlands network neural neurons neutral nevada never nevertheless newark newborn newcastle newer
newest newly newman newport newsletter newspaper newton nicely niche nicholas nickel nickname nicole niece nigel
nigeria nigerian night nightmare nikki nineteenth ninety ninja nintendo ninth nissan nitrogen nixon nobel noble nobody
nodes noise noisy nokia nominated nominee nonetheless nonprofit nonsense noodles norfolk normal norman norms north
northeast northern northwest northwestern norton norway norwegian norwich notable notch notebook notes nothin nothing
notice notification notified notion notorious notre nottingham novel novelty november nowadays nowhere nuclear number
numerous nurse nursery nutrients nutrition oakland obama obamacare obesity object obligation obscure observatory
observed obsessed obsession obstacles obtained obviously occasion occasionally occasions occupation occupied occurred
occurrence ocean october offence offended offensive offer office official offline offset offshore offspring often
oklahoma older oldest oliver olivia olympic omega ongoing onion online onset ontario opening opera operation opinion
opponents opportunity opposed opposite oppression opted optical optimal optimistic option oracle orange orbit
orchestra order ordinary oregon organisation organization organizational orgasm oriented original orlando orleans
orthodox oscar others otherwise ottawa ought ounce outbreak outcome outdated outdoor outer outfit outlet outline
outlook output outrage outreach outright outside outstanding outta overall overcome overhead overlap overlooked overly
overnight overseas oversight overtime overview overweight overwhelming owing owned owner ownership oxford oxide oxygen
pablo pacific package packed packers packet pages painful painter painting pairs pakistan pakistani palace palestine
palestinian palette palmer panama pandemic panel panic panthers panties pants paper paperwork parade paradise
paragraph parallel parameters paramount paranoid parcel pardon parents paris parish parker parking parliament
parliamentary parody parole partially participate particles particular partisan partition partner partnership parts
party passage passed passenger passion passionate passive passport password pasta paste pastor patch patent pathetic
paths pathway patience patients patricia patrick patriots patrol patron pattern patterson paula paulo pause paying
payment payne paypal payroll peace peach peaks peanut pearl pearson peasants peculiar pedestrian pedro peers penalty
pence pencil pending penetration penguin peninsula penis pennsylvania penny pension pensions pentagon people pepper
perceived percent percentage perception percy perez perfect performance perfume perhaps perimeter period peripheral
permanent permission permit perry persecution persian persistent person persona personnel perspective persuade perth
peter petersburg peterson petition petrol petroleum petty phantom pharmaceutical pharmacy phase phenomena phenomenal
phenomenon philadelphia philip philippines phillips philosophical philosophy phoenix phone photo photographs
photography photoshop phrase physical physician piano picked pickup picnic picture piece pierce pierre pillow pills
pilot pinch pinned pioneer pipeline piper pipes pirates pissed pistol pitch pitcher pittsburgh pixel pizza place
placement plague plain plane planet plans plant plantation plaque plasma plastic plate platform platinum players
playground playing playoffs playstation plaza pleaded pleasant please pleasure pledge plenty plots plymouth pneumonia
pocket podcast poems poetic poetry poets point pointless poison pokemon poker poland polar poles police policeman
policy polish political politicians polls pollution pools poorly popcorn popped popular population porch pornography
porsche portable portal porter portfolio portion portland portrait portrayed ports portugal portuguese posed position
possess possession possible postal posted poster postponed potato potent potential potter pottery pounds pouring
poverty powder powell power practice practitioners prairie praise prank prayer praying preach preacher precedent
precious precisely precision predators predecessor predicted predominantly prefer pregnancy pregnant prejudice
preliminary premature premier premises premium prepared prescribed prescription presence present preserve president
presidential press pressure prestige prestigious preston presumably pretend pretty prevalent prevent preview previous
price pride priest primarily primary prime primitive prince princess princeton principal principles print printer
prior priority prison privacy private privilege prize probably probation probe problem problematic procedure proceed
process processor proclaimed procurement produced production profession professional professor profile profit profound
program programme progress progression prohibited project prolonged prominent promise promo promote prompted prone
pronounced proof propaganda proper property prophecy prophet proportion proposed proposition proprietary props prose
prosecution prosecutor prospect prosperity prostate prostitution protagonist protect protector protein protest
protocol prototype proud prove proven provide province provincial provision provisional provisions proximity proxy
psychiatric psychiatrist psychic psycho psychologist psychology public published puerto pulled pulse pumpkin pumps
punch punishment punjab pupils puppet puppy purchase purely purity purple purpose purse pursue pursuit pushing pussy
putin putting puzzle pyramid python qatar qualification qualified quality quantitative quantity quantum quarter
quarterback quartz quebec queen queensland queer quest question queue quicker quickly quiet quinn quite quote rabbi
rabbit rachel racial racing racism racist radar radiation radical radio radioactive radius rafael raiders raids
railroad rails railway rainbow rainfall rains rainy raised rally ralph ramsey ranch randall random randy range rangers
ranked ransom raped rapid rapper rarely rates rather ratio rational raven raymond razor reach react reaction reactor
readers readily reading ready reagan realise realism realistic reality realize really realm reason rebecca rebel
rebellion rebounds rebuild recall receipt received recent reception receptor recession recipe recipient reckless
reckon recognised recognition recognize recommend reconciliation reconstruction record recover recovery recreation
recruitment recurring recycling reddit redemption reduce reduction referee reference referenced referendum refined
reflect reform refreshing refuge refugees refund refused regain regarding regardless regime regiment region register
registration registry regret regular regulations regulatory rehab rehabilitation rehearsal reign reinforced rejected
related relationship relax relay release relevant reliable reliance relied relief relieved religion religious
reluctant remain remainder remake remarkable remedies remember remind remix remote removed renaissance rendered
renewed renovation renowned rental rented repair repay repeal repeat replace replay replica reply report represent
representation reproductive republic republican reputation request required rescue research resemble reserve reservoir
reset residential residents resigned resistance resolution resolve resort resources respect respiratory respond
response restart restaurant resting restore restrictions results resume resurrection retail retain retarded retention
retirement retreat retrieved retro return reunion reunited reuters revealed revelation revenge revenue reverend
reverse review revised revision revival revolt revolution revolutionary reward reynolds rhetoric rhode rhythm ribbon
richard richardson richer richest richie richmond ricky rider ridge ridiculous riding rifle right righteous rigid
rigorous riley rings riots ripped risen rising risks risky ritual rival rivalry river riverside roads roast robbed
robbery robbie robert roberto robertson robin robinson robot robust rochester rocket rocks rocky rodgers rodney
rodriguez roger rogue roland roles roller rolling roman romance romania romantic romeo ronald ronaldo ronnie rookie
roommate rooms rooney roosevelt roots ropes roses roster rotation rotten rouge rough round route routine rover royal
royalty rubber rubbing rubbish rugby ruined ruler rules rumors rumours runner running runway rural rushed russell
russia russian sacked sacramento sacred sacrifice sacrificed saddle sadly safely safer safety sailing sailor saint
salad salary salem sales sally salmon salon salty salute salvador salvation samantha sample samsung samuel sanchez
sanctions sanctuary sanders sandra sands sandwich sandy santa santos sarah satan satellite satisfaction satisfied
saturday sauce saudi sausage savage saved savior saying scale scandal scanning scared scarf scars scary scattered
scenario scene scenery scenic scent schedule scheme schmidt scholars scholarship school science scientific scientists
scoop scope score scotch scotland scots scott scottish scout scrap scratch screaming screen screenshot screw script
scripture scroll scrub scrutiny sculpture seahawks sealed search season seats seattle sebastian second secondary
secret secretary section sector secular security seeds seeing seeking seems segment seized seizure selected selfie
selfish seller selling semester seminar senate sending senior sensation sense sensible sensitive sensors sensory
sentence sentiment seoul separate september sequel sequence serbia sergeant serial series serious serum servant serve
server service session sessions setting settled settlement settlers setup seven seventeen seventh seventy several
sewing sexual shade shadow shady shaft shake shakespeare shale shall shallow shame shane shanghai shannon shape share
shareholders shark sharon sharp sharply shattered shave shawn sheep sheer sheet sheffield shelf shell shelter shelves
shepherd sheriff sherlock sherman shield shift shine shiny shipment ships shirley shirt shitty shock shoes shook
shooter shooting shopping shore short shortage shorter shotgun shots shoulder shout showcase shower shown shows shrimp
shrine shrink shutting shuttle siblings sickness sides sidewalk sidney siege sierra sight signal signature signed
significant silence silent silicon silly silva silver similar simmons simon simple simpler simplicity simplified
simply simpson simulation simultaneously since sincerely singapore singer singh singing single singular sinking sister
sites sitting situation sixteen sixth sixty sized skating skeleton skeptical sketch skies skiing skills skinny skins
skirt skull skype slack slapped slate slaughter slave slavery sleep sleepy sleeve slept slice slick slide slightest
slightly slipped slogan slope slots slowed slower slowly small smaller smallest smart smarter smartphone smash smell
smile smith smoke smooth snack snail snake snapped sneak sniper sober soccer social socialist society sociology socks
sodium sofia softly software solar soldiers solely solicitor solid solidarity solitary solomon solution solve somalia
somebody someday somehow someone somerset something sometimes somewhat somewhere songs songwriter sonic sooner sophia
sophie sophisticated sophomore sorrow sorry sorts sought souls sound soundtrack source south southampton southeast
southern southwest sovereign sovereignty soviet space spacecraft spain spanish spare spark spatial speak speaker spear
special specialist specialty species specific specified specimens spectacular spectrum speculation speech speed spell
spencer spend spent sperm sphere spice spicy spider spies spike spill spinal spine spinning spiral spirit spiritual
spite splash splendid split spoil spoke spoken spokesman sponsored sponsorship spontaneous spoon sports spotify
spotlight spots spouse spray spread spring springfield sprint spurs squad squadron square squeeze squirrel stabbed
stability stable stack stadium staff stage stained stainless stairs stake stalin stall stamp stance stand standard
stanford stanley staple starbucks staring stark stars start starter startup starving state statement static station
statistics stats statue status statute statutory staying steadily steady steak steal steam steel steelers steep
steering stefan stella stellar stems stephanie stephen steps stereo stereotypes sterling stern steve steven stewart
stick sticker sticky stiff stigma still stimulation stimulus sting stirring stock stockholm stoke stole stolen stomach
stone stood stopped storage store storm story storyline stove straight straightforward strain stranded strange
stranger strap strategic strategy straw strawberry stray streak stream street strength strengthen stress stretch
strict strike striker string strip stripes strive stroke strong stronger strongest struck structure struggle stuart
stubborn stuck students studio study stuff stuffed stunning stunt stupid style stylish subject submarine submission
submissions submitted subscribe subscription subsequent subsidiary subsidies substance substantial substitute subtle
suburban suburbs subway succeed success succession successor sucks sudan suddenly suffering sufficient sugar suggest
suicide suitable suits sullivan summary summer summit summoned sunday sunglasses sunlight sunny sunrise sunset
sunshine super superb superhero superintendent superior superman supermarket supernatural superstar supervision
supervisor supper supplement suppliers supply support supposed suppression supreme surely surface surfing surge
surgeon surgery surgical surplus surprise surrender surrey surrounding surveillance survey survive survivors susan
susceptible sushi suspect suspended suspension suspicion suspicious sussex sustainable sutton swallow swamp swear
sweat sweater sweden swedish sweep sweet sweetheart swelling swept swift swimming swing swiss switch switzerland sword
sworn sydney symbol sympathetic sympathy symphony symptoms syndrome synthesis synthetic syria syrian syrup system
systematic table tablet tackle tactics tagged tails taiwan taken takeover taking talent tales taliban talkin talking
taller tamil tampa tanks tapes tapping target tasks taste tasty tattoo taught taxation taxes taxpayer taylor teacher
teaching teammates teams tears technical technician techniques technology teddy teenage teens teeth telecommunications
telegraph telephone telescope television telling temper temperature template temple tempo temporarily temporary
temptation tempted tenants tendency tender tends tennessee tennis tense tension tensions tenth tenure teresa terminal
terminology terms terrace terrain terrible terrific terrifying territory terror terrorist terry tesla testament
testify testimony testing texas textbook textile texts texture thailand thames thank thanksgiving thats theater
theatre theatrical theft theme theodore theology theorem theoretical theory therapeutic therapist therapy thereafter
thereby therefore thereof theres theresa thermal thesis thick thief thieves thigh things think third thirsty thirteen
thirty thomas thompson thomson thoroughly though thought thousands thread threat threatened three threshold threw
thrilled thriller thrive throat throne throughout throw thrown thrust thumb thunder thursday ticket tidal tiger tight
tiles timber timeline timer times timothy tinder tipped tired tissue titans title toast tobacco today toddler together
toilet token tokyo tolerance tomatoes tommy tomorrow tones tongue tonight tonnes tools tooth topic topped torch tories
tornado toronto torres torture tossed total touch touchdown tough tourism tourist tournament tours towards towel tower
towns township toxic toyota trace track tract traction tractor tracy trade trademark traders traditional traffic
trafficking tragedy tragic trail trailer trainer training traitor traits trans transactions transcript transfer
transformation transgender transition translation transmission transmitted transparent transplant transport trapped
trash trauma traumatic travel travis treason treasure treasury treat treatment treaty trees tremendous trench trend
trent trevor trial triangle tribal tribe tribunal tribute trick tricky trigger trillion trilogy trinity triple trips
triumph troll troops trophy tropical trouble trousers trout truck truly trump trunk trust trustees truth trying tubes
tucker tuesday tuition tumblr tumor tuned tunnel turbo turkey turkish turned turner turnout turnover turtle tutor
tutorial tweet twelve twentieth twenty twice twilight twins twist twitch twitter tying tyler types typically uganda
ukraine ukrainian ultimately ultra umbrella unable unacceptable unanimous unarmed unaware unbelievable uncertain
uncertainty unchanged uncle unclear uncomfortable uncommon unconscious uncovered undercover underestimate undergo
undergraduate underground underlying underneath understand understood undertake undertaken underwater underway
underwear undoubtedly unemployment unexpected unfair unfinished unfortunately unhappy unhealthy unified uniform union
unique united unity university unknown unlawful unless unlike unlimited unlock unnecessary unpaid unpleasant unpopular
unprecedented unpredictable unreasonable unrelated unsafe unstable unsuccessful unsure unusual unveiled unwanted
unwilling upcoming update upgrade upload upper upright uprising upset upside upstairs upwards uranium urban urged
urgent urine uruguay usage useless username users using usually utility utterly vacant vacation vaccine vacuum vagina
vague valentine valid valley valuable valuation value valve vampire vancouver vanessa vanilla vanished vanity variable
variant variations varied variety various varsity vatican vault vector vegan vegas vegetables vegetarian vehicle veins
velocity velvet vendor venezuela vengeance venice venture venue venus verbal verdict verge verification verified
verizon vermont vernon versa verse version versions versus vertical vessel veterans veterinary viable vibrant vicinity
vicious victim victor victoria victorian victory video vienna vietnam vietnamese viewers views vikings villa village
villain vince vincent vintage vinyl violation violence violent violet violin viral virgin virginia virtual virtue
virus visible vision visions visit visitors vista visual vital vitamin vivid vladimir vocabulary vocal vodka vogue
voice volatile volcanic volcano volleyball voltage volume voluntarily voluntary volunteers voters votes voyage
vulnerable wages wagner wagon waist waiting waking wales walker walking wallace wallet wallpaper walls walmart walsh
walter wandering wanna wanted wardrobe warehouse warfare warmer warming warmth warner warning warrant warranty warren
warriors washing washington wasnt waste watch water watson watts waves wayne weakened weaker weakness wealth wealthy
weapons wearing weather website webster wedding wednesday weekend weeks weigh weight weird welcome welfare wellington
wells welsh wendy wesley western westminster whale whatever whats whatsoever wheat wheel wheelchair wheeler whenever
whereas whereby wherein wherever whether whichever whilst whipped whiskey whisper whistle white whitney whoever whole
wholesale wholly whore whose wicked widely wider widespread widow width wikipedia wilderness wildlife wildly william
willie willing willingness willow wilson window winds windsor wines wings winner winning winston winter wiped wireless
wires wisconsin wisdom wishes witch withdraw withdrawn withdrew within without witness wives wizard wolves woman women
wonder wooden woods woody words workers workforce working workout workplace workshop world worldwide worms worry worse
worship worst worth worthless worthwhile worthy would wounded wrapped wrath wreck wrestling wright wrist writer
writing written wrong wrote wyoming yacht yahoo yankees yards years yeast yelling yellow yemen yesterday yield
yorkshire young younger youngest youre youth youtube zealand zhang zimbabwe zombie zones
$words$)) as w (language, words)
cross join lateral unnest(tsvector_to_array(to_tsvector(
    ocr.text_search_config(w.language), ocr.stem_text(w.language, w.words)))) as s (stem)
on conflict do nothing;
