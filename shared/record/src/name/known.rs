//! Common names in Mexico, Central America and the Caribbean, folded as by [`crate::search_key`].
//!
//! They only determine the order of words, never what a person may be called; a name that is missing here is as
//! good.

/// Words separated by spaces.
pub(super) struct Words(&'static str);

impl Words {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|known| known == word)
    }
}

/// Given names. `cruz`, `santiago`, `santos` and the like are also surnames and are in both lists.
pub(super) const GIVEN: Words = Words(
    "
    abel abigail abraham adan adela adelina adolfo adrian adriana agustin aida alan alba alberto alejandra
    alejandro alexander alexis alfonso alfredo alicia alma alondra alonso alvaro amalia amelia ana anahi andrea
    andres angel angela angelica antonia antonio araceli ariana ariel armando arturo aurora axel azucena beatriz
    benito benjamin bernardo berta bertha blanca brandon brayan brenda bryan camila candelaria carla carlos
    carmen carolina catalina cecilia cesar christian cinthia clara claudia concepcion consuelo cristian cristina
    cristobal cruz cynthia dalia daniel daniela dario david deysi diana diego dolores domingo dora dulce edgar
    edith eduardo edwin efrain elena elias elizabeth eloisa elsa elvia elvira emanuel emilia emiliano emilio
    emma enrique erick erika ernesto esmeralda esperanza esteban estela ester esther estrella eugenia eugenio
    eva evelyn fabiola fatima federico felipe felix fernanda fernando fidel flor florencia francisca francisco
    gabriel gabriela genaro genesis gerardo german gilberto giovanni gloria gonzalo graciela gregorio griselda
    guadalupe guillermina guillermo gustavo hector heriberto hilda homero hortensia hugo humberto ignacio imelda
    ines irene iris irma isaac isabel isabela isaias isidro ismael israel itzel ivan ivonne jacinto jaime javier
    jazmin jennifer jeronimo jessica jesus jimena joaquin joel johana jonathan jorge jose josefa josefina joshua
    josue juan juana juanita judith julia julian juliana julieta julio karen karina karla katherine kevin laura
    leonardo leonel leonor leticia lidia lilia liliana linda lizbeth lorena lorenzo lourdes lucas lucero lucia
    luciano lucila lucio luis luisa luz magdalena manuel manuela marcela marcelino marcelo marco marcos
    margarita maria mariana maribel maricela marina mario marisol marlene marlon marta martha martin martina
    mateo matias mauricio maximiliano mayra melissa mercedes miguel milagros minerva miriam mirna moises monica
    monserrat nadia nancy natalia nelson nestor nicolas noe noemi nohemi nora norberto norma octavio ofelia olga
    oliver omar orlando oscar osvaldo pablo paola patricia patricio paula paulina pedro perla petra pilar rafael
    ramiro ramon ramona raquel raul rebeca refugio regina rene reyna reynaldo ricardo rigoberto roberto rocio
    rodolfo rodrigo rogelio roman rosa rosalba rosalia rosario rosaura rosendo roxana ruben rufino ruth salvador
    samanta samuel sandra santiago santos sara saul sebastian sergio silvia simon socorro sofia soledad sonia
    susana tania teodoro teresa tomas ulises uriel valentin valentina valeria vanessa veronica vicente victor
    victoria violeta virginia wendy william wilmer wilson xavier ximena xiomara xochitl yadira yahir yesenia
    yolanda zoila zulma
    ",
);

/// Surnames that do not end in `-ez`; those are recognised by their ending.
pub(super) const SURNAMES: Words = Words(
    "
    acosta acuna aguilar aguilera aguirre alarcon alfaro alonso alvarado amador amaya angeles aquino aragon
    aranda arce arellano arevalo arias arriaga arroyo avalos avila avina ayala baez banuelos barajas barrera
    barrientos barrios bautista becerra bermudez bernal blanco bonilla borjas bravo bustamante caballero cabrera
    calderon calvillo camacho campos canales cano cardenas cardona carmona carranza carrasco carrera carrillo
    casas castaneda castellanos castillo castro ceballos cerda cerna cervantes cisneros colin contreras cordero
    cordova corona coronado corrales correa cortes cruz cuevas delgado duarte duran enriquez escalante escobar
    escobedo espinosa espinoza estrada fajardo farias felix fierro figueroa flores franco fuentes galicia
    galindo gallardo gallegos galvan gamboa gamez garcia garza gonzales granados guardado guerra guerrero
    guevara guillen guzman haro hernandes herrera hidalgo huerta hurtado ibarra iglesias islas jacinto jaimes
    jaramillo juarez lara leal leiva lemus leon leyva lima linares lira lozano luna macias madrid madrigal
    magana maldonado mancilla marin marroquin mata matamoros maya medina medrano mejia melgar mena mendoza
    mercado meza mijangos miranda molina monroy montano montero montes montoya mora morales moran moreno murillo
    najera nava navarrete navarro nieto nieves noriega ocampo ochoa ojeda olivares olvera ordaz orellana oropeza
    orozco ortega ortiz osorio padilla palacios palma pantoja paredes parra pascual patino paz pena peralta pina
    pineda pineiro pinto pleitez polanco ponce portillo posadas prado puente quezada quintana quintero quiroz
    ramos rangel recinos renteria resendiz rey reyes reyna rincon rios rivas rivera robles rocha rojas roldan
    romero romo rosales rosas rubio rueda ruelas ruiz saavedra salas salazar salcedo saldana salgado salinas
    salmeron sandoval santana santiago santos saucedo segovia segura sepulveda serrano sierra silva solano solis
    solorzano soriano sosa sotelo soto tapia tejada tellez tirado toledo torres tovar trejo trevino trinidad
    trujillo urbina uribe valadez valdes valencia valenzuela valladares valle valverde varela vargas vega
    velasco venegas vera vergara vidal vigil villa villagomez villalobos villanueva villarreal villasenor
    villegas yanez zamora zamudio zapata zarate zavala zelaya zepeda zuniga
    ",
);

/// What follows `de`, `del` or `de la` in a given name: María de los Ángeles, Juan de Dios.
pub(super) const DEVOTIONS: Words = Words(
    "
    angeles asuncion belen carmen concepcion consuelo dios fatima guadalupe jesus lourdes luz mar merced milagro
    milagros monte nieves pilar refugio remedios rocio rosario socorro sol soledad
    ",
);

/// Given names as clerks abbreviate them.
pub(super) const ABBREVIATED_GIVEN: Words = Words(
    "
    ant fca fco gmo gpe hdo j jse m ma mig mta pco
    ",
);
