### Español. Se habla de usted, con palabras de todos los días; lo que se lee en voz alta es corto.

## This language

language-name = Español
language-locale = es-MX
# By ISO 639-3, as records name the language of a notice.
language-iso639-3 = spa

## App: words of everywhere

add = Agregar
again = Intentar otra vez
back = Regresar
change = Cambiar
close = Cerrar
done = Listo

## App: its parts

nav-label = Partes de la aplicación
nav-to-gate = Registrar
nav-to-lists = Listas
nav-to-find = Buscar
nav-to-phone = Teléfono
nav-lock = Bloquear
nav-detail = Detalle
nav-nothing = Elija a una persona de la lista o registre a quien está llegando.

## App: where a registration is

state-draft = Sin terminar
state-saved_here = En este teléfono
state-on_server = En el servidor
state-needs_attention = Requiere atención

## App: first use

welcome-title = Registrar a quien llega, con red o sin ella
welcome-offline = Todo funciona sin señal: registrar, buscar, imprimir.
welcome-safe = Lo que guarde queda cifrado en este teléfono.
welcome-sync = Cuando haya red, se envía solo. Nada se pierde ni se encima.
welcome-apart = Así empieza aparte. Para ver lo que ya está en este teléfono, pida a quien lo abre que le agregue en Ajustes.
welcome-with_code = Tengo un código
welcome-with_link = Empezar con mi invitación
welcome-without_code = Empezar sin código
welcome-without_what = Puede registrar desde ahora y unirse después; lo ya registrado se enviará entonces.

## App: choosing a key

secret-title = Su llave
secret-kind = ¿Cómo va a abrir la aplicación?
secret-passphrase = Frase
secret-pin = PIN
secret-passphrase_limits = La mejor protección: unas cuatro palabras que no vayan juntas, al menos 10 letras.
secret-pin_limits = Un PIN protege de miradas. A quien se lleve el teléfono y sepa de computadoras no lo detiene por mucho tiempo: si puede, use una frase.
secret-your_passphrase = Su frase
secret-your_pin = Su PIN
secret-again = Otra vez, para estar seguros
secret-show = Mostrar lo que escribo
secret-lost = Nadie puede recuperarla por usted. Si la olvida, lo que no se haya enviado no se puede leer.
secret-short =
    { $n ->
        [one] Falta 1 carácter.
       *[other] Faltan { $n } caracteres.
    }
secret-differ = No son iguales. Escríbala otra vez.
secret-make = Crear mi llave
secret-making = Creando su llave…

## App: unlocking

unlock-title = Abrir Puente
unlock-who = ¿Quién usa el teléfono?
unlock-person = Persona { $n }
unlock-offline = Abre sin señal.
unlock-open = Abrir
unlock-opening = Abriendo…
unlock-another = Soy otra persona

## App: joining a site

join-title = Unirse a un sitio
join-what = Quien coordina le da un código que sirve una sola vez, en pantalla o en papel.
join-scan = Escanear el código
join-code = Código de invitación
join-name = Su nombre, como le dicen en el equipo
join-need_name = Escriba su nombre: aparecerá junto a lo que usted registre.
join-join = Unirme
join-joining = Uniéndose…
join-later = Después
join-compare = Compare estos seis números con la pantalla de quien le dio el código.
join-same = Son iguales
join-different = Si son distintos, no registre a nadie: avise a quien coordina para que cancele este teléfono.

## App: not to be opened here

barred-elsewhere = Puente está abierto en otra pestaña
barred-title = No se puede abrir aquí
barred-safe = Lo que ya estaba guardado sigue guardado.

## App: the gate

gate-title = La puerta
gate-no_site = Sin sitio todavía
gate-arrival = ¿Cómo están llegando?
gate-arrival_hint = Lugar, autobús o vuelo
gate-register = Registrar a una persona
gate-drafts = Sin terminar
gate-latest = Últimas personas
gate-nobody_yet = Todavía no hay nadie en este teléfono.
gate-no_name = Sin nombre todavía

## App: the arrival

arrival-title = Esta llegada
arrival-what = Se anota en cada persona que registre, hasta que lo cambie.
arrival-use = Usar para esta llegada

## App: the privacy notice, read out word for word

notice-title = Antes de preguntar
notice-who = Somos el equipo de recepción. Le vamos a preguntar su nombre, sexo, edad, si viene con alguien y si necesita atención médica.
notice-what = Lo usamos para darle ayuda hoy y para que su familia y usted no se pierdan de vista. No lo vendemos ni lo publicamos.
notice-free = Puede no contestar lo que no quiera; la ayuda es la misma.
notice-rights = Puede pedir ver, corregir o borrar sus datos con la clave que le vamos a dar.
notice-read = Se lo leí
notice-shown = Se lo mostré
notice-group = Lo leí a todo el grupo
notice-short = Aviso
notice-keep = Dejarlo como estaba
notice-done-read_out = Aviso leído en voz alta
notice-done-shown = Aviso mostrado

## App: the form of the gate

form-title = Registrar
form-papers = CURP o documento
form-alike =
    { $n ->
        [one] 1 nombre parecido
       *[other] { $n } nombres parecidos
    }
form-no_name = Falta un nombre
form-said_why = Anotado por qué falta.
form-split = Separar: { $one } · { $two }
form-save = Guardar
form-saving = Guardando…
form-lacking = Falta: { $what }
form-odd = Revise: { $what }. Si así es, toque Guardar otra vez.
form-discard = Borrar este borrador

## App: the age

age-label = Edad
age-years = años
age-months = meses
age-erase = Borrar el último número de la edad
age-by_date = Con fecha de nacimiento
age-by_age = Con edad
age-baby = En meses
age-hundred = +100 años
age-unknown = No se sabe
age-looks = Si no se sabe, ¿qué parece?
age-adult = Seguro que es adulto o adulta
age-minor = Puede ser menor de 18
age-why = Si tampoco se ve, ¿por qué falta?

## App: dates

date-day = Día
date-month = Mes
date-year = Año
date-unknown = No sabe

## App: units

unit-years = años
unit-days = días
unit-weeks = semanas
unit-of = { $name } ({ $unit })

## App: why something is missing

missing-title = ¿Por qué falta?
missing-why = ¿Por qué falta?
missing-why_of = ¿Por qué falta? { $name }
missing-none = No falta ningún nombre.

## App: names that are alike

alike-title = ¿Ya tiene registro?
alike-what = Estas personas se llaman parecido. Si es otra persona, siga con el registro.
alike-other = Es otra persona

## App: papers

papers-title = CURP o documento
papers-letters =
    { $n ->
        [one] Falta 1 letra o número.
       *[other] Faltan { $n } letras o números.
    }
papers-curp_good = La CURP está bien escrita.
papers-says = El documento dice
papers-mrz = Renglones de abajo del pasaporte o visa, del lector
papers-use = Usar estos datos

## App: a minor without company

minor-title-alone = Menor sin compañía
minor-title-doubted = Menor: no consta quién acompaña
minor-clock = Tiempo desde que lo supimos
minor-what-alone = { $name } puede ser menor de edad y viene sin compañía. Quédese a su lado; el registro sigue cuando haya hecho las dos llamadas.
minor-what-doubted = { $name } puede ser menor de edad, y no consta que quien acompaña sea su madre, padre o tutor. Quédese a su lado; el registro sigue cuando haya hecho las dos llamadas.
minor-this_person = Esta persona
minor-whom-dif = 1. DIF
minor-whom-attorney = 2. Procuraduría de Protección
minor-call = Llamar al { $phone }
minor-add_phone = Teléfono de este lugar
minor-who = ¿Quién contestó?
minor-who_first = Escriba primero quién contestó.
minor-other_phone = Llamé desde otro teléfono
minor-undo = Deshacer
minor-answered = Ya contestaron
minor-in_person = Sin señal: avisé en persona
minor-how-answered = Avisado por teléfono
minor-how-in_person = Avisado en persona
minor-note_dif = Aviso por menor de edad. DIF: { $how }, { $at }, { $who }.
minor-note_attorney = Aviso por menor de edad. Procuraduría de Protección: { $how }, { $at }, { $who }.
minor-verify = ¿Quien acompaña es su madre, padre o tutor? Si no, o si hay duda, se avisa al DIF.
minor-done = DIF y Procuraduría avisados.
minor-emergency = En peligro inmediato:
minor-wrong_age = La edad está mal
minor-wrong_alone = Viene con alguien
minor-wrong_doubt = Sí es su familia
minor-leave = Salir; queda en Sin terminar
minor-waiting = Menor de edad: faltan llamadas

## App: saved

saved-title = Guardado
saved-here = Guardado en este teléfono.
saved-on_server = Guardado y en el servidor.
saved-code = Clave de registro
saved-card_what = Díctela o imprima la tarjeta. Solo lleva la clave; ningún dato de la persona.
saved-print = Imprimir
saved-open = Ver ficha
saved-next = Siguiente persona
saved-next_row = Siguiente de la lista
saved-family = Otra de la misma familia

## App: the card

card-qr = Código QR de la clave de registro

## App: finding somebody

find-title = Buscar
find-label = Nombre o clave
find-scan = Escanear tarjeta
find-found =
    { $n ->
        [one] 1 persona
       *[other] { $n } personas
    }
find-all =
    { $n ->
        [one] 1 persona en este teléfono
       *[other] { $n } personas en este teléfono
    }
find-more = Mostrar más
find-nobody = Nadie con ese nombre en este teléfono. Pruebe con un solo apellido.

## App: somebody's page

person-title = Ficha
person-card = Tarjeta con la clave
person-no_surname = Sin apellido
person-no_given = Sin nombre
person-conflicts =
    { $n ->
        [one] 1 dato distinto
       *[other] { $n } datos distintos
    }
person-age =
    { $n ->
        [one] { $n } año
       *[other] { $n } años
    }
person-born = Nació: { $date }
person-born_about = Nació, más o menos: { $date }
person-receipt = Recibo del servidor n.º { $n }
person-differs =
    { $n ->
        [one] Un dato se anotó de dos maneras
       *[other] { $n } datos se anotaron de dos maneras
    }
person-differs_what = Se guardan todas. Quien coordina decide; usted no tiene que hacer nada.
person-service = Servicio
person-need = Necesidad
person-note = Nota
person-sections = Preguntas
person-filled = { $done } de { $of }
person-family = Familia
person-add_relative = Registrar a otra de la familia
person-entries = { $kind }: { $n }

## App: families

family-join = Es familia de…
family-leave = No es de esta familia
family-disputed = Hay dos versiones de su familia. Se guardan las dos; quien coordina decide.

## App: sections of a record

section-of-identity = Identidad
section-of-papers = Documentos
section-of-arrival = Llegada y retorno
section-of-contact = Contacto
section-of-destination = Destino
section-of-family = Familia y separación
section-of-needs = Necesidades
section-of-stay = Estancia y canalización
section-of-health = Salud
section-of-protection = Protección
section-of-treatment = Trato recibido
section-of-belongings = Pertenencias
section-of-work = Escuela y trabajo
section-of-consent = Consentimiento
section-of-other = Otros datos
section-drop = Puede escribir aquí, pero no leer lo que otros escribieron. Lo suyo sale de este teléfono cuando llegue al servidor.
section-write_only = Solo escribir
section-conflict = Hay dos versiones de este dato. Lo que escriba se agrega; quien coordina decide.

## App: conflicts

conflicts-title = Datos distintos
conflicts-decide = Decidir
conflicts-look = Ver las versiones
conflicts-none = No hay datos distintos.
conflicts-somebody = Otra persona
conflicts-device = teléfono { $id }
conflicts-proposed = Se propone
conflicts-shown = Se muestra ahora
conflicts-written_over = Alguien la cambió sin haber visto las otras
conflicts-reason = ¿Por qué esta? (queda anotado)
conflicts-take = Quedarse con esta
conflicts-keep_all = Guardar todas
conflicts-ask = Preguntarle a la persona
conflicts-asked = Pendiente de preguntarle
conflicts-decided = Decidido. Las otras versiones quedan en la historia.

## What a value rests on

basis-told = lo dijo
basis-document = visto en un documento
basis-mrz = leído de un documento
basis-curp = de la CURP
basis-observed = observado
basis-list = de una lista
basis-device = del teléfono

## Roles

role-volunteer = Voluntariado
role-case-worker = Atención de casos
role-shelter-admin = Coordinación del albergue
role-auditor = Auditoría
role-administrator = Administración

## App: settings

settings-title = Ajustes
settings-language = Idioma
settings-language_missing = Ese idioma todavía no está en este teléfono. Necesita red una vez.
settings-theme = Colores
settings-light = Claros, para el sol
settings-dark = Oscuros, para la noche
settings-lock_after = Bloquear si no se usa en
settings-minutes = { $n } min
settings-people = Quién usa este teléfono
settings-people_what = Cada quien abre con su llave y registra con su nombre. Todos ven lo registrado aquí, cada quien según su función. Al bloquearse, el teléfono muestra el primer nombre de cada quien.
settings-lock_now = Bloquear ahora

## App: who uses this phone

holder-add = Agregar a otra persona
holder-add_later = Para agregar a otra persona, este teléfono se une primero a un sitio.
holder-title = La llave de quien llega al equipo
holder-what = Pase el teléfono a la otra persona: ella elige su llave y nadie más la ve.
holder-join = Su código y su nombre
holder-cancel = Cancelar
holder-here = abrió ahora
holder-unnamed = Sin nombre todavía
holder-forget = Quitar la llave de { $name }
holder-forget_what = Ya no podrá abrir este teléfono. Lo que registró se queda y se envía con su nombre. Si ya no está en el equipo, pida además a quien coordina que cierre su cuenta.
holder-forget_now = Quitar su llave
holder-forgotten = Esa llave ya no abre este teléfono.

## App: a new version

update-title = Hay una versión nueva
update-what = Lo guardado y lo que está sin terminar se queda. Se abrirá de nuevo con su llave.
update-take = Actualizar ahora

## App: scanning

scan-hold = Acerque el código a la cámara.
scan-denied = No se puede usar la cámara. Escriba o pegue el código.

## Findings

finding-unknown = Hay algo que revisar.

## App: this phone

phone-title = Este teléfono
phone-people = Personas aquí
phone-waiting = Cambios por enviar
phone-attention = Requieren atención
phone-conflicts = Datos distintos
phone-contact = Último contacto
phone-never = Nunca
phone-last_cost = Último envío
phone-room = Espacio usado
phone-may_be_cleared = El navegador podría borrar esta aplicación si falta espacio. Instálela en la pantalla de inicio y envíe en cuanto haya red.

## App: how the sync stands

standing-now-alone = Guardado aquí, sin servidor
standing-now-revoked = El servidor ya no recibe de este teléfono
standing-now-unknown = El servidor no reconoce este teléfono
standing-now-attention = Algo requiere atención
standing-now-running = Enviando y recibiendo…
standing-now-waiting =
    { $n ->
        [one] 1 cambio espera red
       *[other] { $n } cambios esperan red
    }
standing-now-done = Todo está en el servidor
standing-what-alone = Lo registrado solo está en este teléfono. Únase a un sitio en cuanto tenga un código.
standing-what-revoked = Lo que está aquí no se pierde. Hable con quien coordina; puede entregarse de otra manera.
standing-what-unknown = El servidor se recuperó de una copia anterior. Lo que está aquí no se pierde: pida un código nuevo y únase otra vez; se envía todo.
standing-what-attention = El servidor guardó aparte un cambio de este teléfono. No se perdió.
standing-what-running = Puede seguir registrando. Si se corta, continúa donde quedó.
standing-what-waiting = Están guardados aquí. Se envían solos cuando haya red.
standing-what-done = Si este teléfono se pierde hoy, no se pierde ningún registro.
standing-short-alone = Solo aquí
standing-short-revoked = Sin acceso
standing-short-unknown = Unirse otra vez
standing-short-attention = Atención
standing-short-running = Enviando
standing-short-waiting =
    { $n ->
        [one] 1 espera
       *[other] { $n } esperan
    }
standing-short-done = En el servidor

## App: sync

sync-now = Enviar ahora
sync-stop = Detener
sync-progress = Avance
sync-so_far = { $up } enviados, { $down } recibidos
sync-automatic = Enviar solo
sync-automatic_what = Después de guardar y cuando vuelva la red.

## App: what needs attention

attention-title = Requiere atención
attention-open = Ver qué pasó
attention-what = El servidor no puso estos cambios en la ficha, pero los guarda. Anote la clave y hable con quien coordina.
attention-none = Nada requiere atención.
attention-outcome-quarantined = En revisión.
attention-outcome-set_aside = Se decidió no usarlo.
attention-outcome-pending = Espera otro cambio que aún no llega.
attention-outcome-written_again = La administración volvió a escribir lo que decía.
attention-reason-not_entitled = Su función no puede registrar ni cambiar esto.
attention-reason-may_not_resolve = Su función no puede decidir entre datos distintos.
attention-reason-may_not_move = Su función no puede pasar a una persona a otro sitio.
attention-reason-depends_on_quarantined = Viene después de otro cambio que está en revisión.
attention-reason-no_longer_allowed = Su función ya no permite este cambio.
attention-reason-device_revoked = Este teléfono ya no tiene acceso.
attention-reason-account_not_bound = Su cuenta no está unida a este teléfono.
attention-reason-basis_not_yours = Dice que alguien decidió, y su función no puede decidir.
attention-reason-own_share_full = Este teléfono ya escribió demasiado en esta ficha.
attention-reason-document_full = La ficha ya no acepta más.
attention-reason-too_much_at_once = Se envió demasiado a la vez.
attention-reason-other = Motivo: { $code }.

## App: files

file-downloaded = { $file } quedó en Descargas. Envíelo desde ahí.

## App: places

place-found = Municipios

## App: lists

lists-title = Listas
lists-none = Aquí se ven las listas de autobuses y vuelos. Traiga una, o espere: las que reciba el equipo llegan solas con la red.
lists-taken = { $taken } de { $rows }
lists-missing =
    { $n ->
        [one] falta 1
       *[other] faltan { $n }
    }
lists-nobody_missing = Nadie falta
lists-drawn = { $taken } de { $rows } registradas, { $absent } no vinieron
lists-bring = Traer una lista
lists-bring_what = CSV, Excel (XLSX) u ODS, o la de otro teléfono.

## App: reading a list

import-title = Revisar la lista
import-people =
    { $n ->
        [one] 1 persona
       *[other] { $n } personas
    }
import-text = Texto separado por { $delimiter } ({ $encoding })
import-sheet = Libro, hoja «{ $sheet }»
import-phone = La lista de otro teléfono
import-more =
    { $n ->
        [one] y 1 más
       *[other] y { $n } más
    }
import-faults =
    { $n ->
        [one] 1 renglón no se puede leer
       *[other] { $n } renglones no se pueden leer
    }
import-faults_what = Lo demás sí se toma. Registre a estas personas a mano.
import-fault-cells = Renglón { $line }: tiene { $found } celdas y el encabezado { $expected }.
import-fault-torn = Renglón { $line }: unas comillas no cierran.
import-fault-no_name = Renglón { $line }: no tiene nombre ni apellido.
import-fault-too_long = Renglón { $line }: una celda es demasiado larga.
import-fault-closing = Renglón { $line }: es un total o una firma, no una persona.
import-fault-heading = Renglón { $line }: es un título, no una persona.
import-fault-explanation = Renglón { $line }: explica las columnas, no es una persona.
import-fault-other_table = Renglón { $line }: es de otra tabla, con otras columnas. Guárdela aparte.
import-fault-hidden = Renglón { $line }: está oculto en la hoja.
import-fault-formula = Renglón { $line }: el nombre es una fórmula sin valor. Abra la lista en una hoja de cálculo y guárdela.
import-fault-above = Renglón { $line }: está arriba del encabezado y no se toma.
import-notice-other_encoding =
    { $n ->
        [one] 1 renglón con otras letras se leyó como de Windows.
       *[other] { $n } renglones con otras letras se leyeron como de Windows.
    }
import-notice-numbers_unusable = Los números impresos faltan o se repiten: se cuenta desde 1.
import-notice-names_unsure =
    { $n ->
        [one] 1 nombre podría dividirse de otra manera. Revíselo al registrar.
       *[other] { $n } nombres podrían dividirse de otra manera. Revíselos al registrar.
    }
import-notice-dates_unread =
    { $n ->
        [one] 1 fecha no se entiende y queda como está escrita.
       *[other] { $n } fechas no se entienden y quedan como están escritas.
    }
import-notice-header_again =
    { $n ->
        [one] El encabezado se repite 1 vez.
       *[other] El encabezado se repite { $n } veces.
    }
import-notice-hidden_sheets =
    { $n ->
        [one] 1 hoja oculta no se toma: { $sheets }.
       *[other] { $n } hojas ocultas no se toman: { $sheets }.
    }
import-notice-hidden_rows =
    { $n ->
        [one] 1 renglón oculto se toma también.
       *[other] { $n } renglones ocultos se toman también.
    }
import-notice-hidden_columns =
    { $n ->
        [one] 1 columna oculta se toma: { $columns }.
       *[other] { $n } columnas ocultas se toman: { $columns }.
    }
import-notice-columns_left =
    { $n ->
        [one] 1 columna no se toma: { $columns }.
       *[other] { $n } columnas no se toman: { $columns }.
    }
import-notice-formulas_empty =
    { $n ->
        [one] 1 celda es una fórmula sin valor. Abra la lista en una hoja de cálculo y guárdela.
       *[other] { $n } celdas son fórmulas sin valor. Abra la lista en una hoja de cálculo y guárdela.
    }
import-notice-error_cells =
    { $n ->
        [one] 1 celda tiene un error de la hoja (#N/A) y no dice nada.
       *[other] { $n } celdas tienen un error de la hoja (#N/A) y no dicen nada.
    }
import-notice-letters_lost =
    { $n ->
        [one] 1 celda perdió letras (?) antes de llegar. Corríjala al registrar.
       *[other] { $n } celdas perdieron letras (?) antes de llegar. Corríjalas al registrar.
    }
import-notice-sex_unclear =
    { $n ->
        [one] 1 renglón tiene marcados los dos sexos: no se toma ninguno.
       *[other] { $n } renglones tienen marcados los dos sexos: no se toma ninguno.
    }
import-notice-families =
    { $n ->
        [one] 1 familia se toma de los títulos de la lista.
       *[other] { $n } familias se toman de los títulos de la lista.
    }
import-name = Nombre de la lista
import-rows = A este teléfono le tocan los renglones { $rows }.
import-questions_first = Conteste primero
import-take =
    { $n ->
        [one] Tomar: 1 persona
       *[other] Tomar: { $n } personas
    }
import-done =
    { $n ->
        [one] Lista guardada: 1 persona.
       *[other] Lista guardada: { $n } personas.
    }
import-known =
    { $n ->
        [one] Ya estaba en este teléfono: 1 persona.
       *[other] Ya estaba en este teléfono: { $n } personas.
    }
import-nobody =
    { $n ->
        [one] 1 renglón no es una persona
       *[other] { $n } renglones no son personas
    }

## App: a list that came before

again-title = ¿Es la lista { $name }?
again-known = { $known } de { $rows } personas ya están en esa lista.
again-new =
    { $n ->
        [one] 1 persona nueva
       *[other] { $n } personas nuevas
    }
again-gone =
    { $n ->
        [one] 1 ya no viene: el número { $numbers }
       *[other] { $n } ya no vienen: los números { $numbers }
    }
again-erased =
    { $n ->
        [one] 1 es de una persona que se borró y no se toma: el número { $numbers }
       *[other] { $n } son de personas que se borraron y no se toman: los números { $numbers }
    }
again-changed = Cambió el número { $number }
again-registered = Ya tiene registro: corríjalo ahí.
again-what = Si es la misma, solo se agregan las personas nuevas. Nadie se borra.
again-same = Sí, es la misma lista
again-other = No, son otras personas

## App: delimiters

delimiter-comma = coma (,)
delimiter-semicolon = punto y coma (;)
delimiter-tab = tabulador
delimiter-pipe = barra (|)

## App: questions about a list

ask-title = Solo usted puede decirlo
ask-header = ¿Qué renglón nombra las columnas? Número
ask-no_header = Ninguno las nombra
ask-delimiter = ¿Qué separa las celdas?
ask-sheet = ¿Qué hoja es la lista?
ask-column = ¿Cuál columna es «{ $meaning }»?
ask-no_name = ¿Qué columna tiene el nombre? Dígalo abajo, en Columnas.
ask-name_columns = El nombre parece estar en varias columnas: { $columns }. Diga abajo, en Columnas, qué tiene cada una.
ask-sex_marks = Las columnas { $columns } parecen marcas del sexo y tienen otra cosa: { $signs }. Diga abajo, en Columnas, qué son.
ask-header_rows = ¿El renglón { $line } también nombra las columnas?
ask-header_rows-yes = Sí, es parte del encabezado
ask-header_rows-no = No, ya es una persona
ask-hidden =
    { $n ->
        [one] La hoja oculta 1 renglón. ¿Es una persona de la lista?
       *[other] La hoja oculta { $n } renglones. ¿Son personas de la lista?
    }
ask-hidden-yes = Sí, se toman
ask-hidden-no = No, se dejan fuera
ask-lone = Los renglones { $lines } solo tienen un nombre. ¿Son personas o títulos?
ask-lone-yes = Personas
ask-lone-no = Títulos o firmas
ask-sex = En la columna del sexo, ¿qué es «{ $sign }»?
ask-dates = ¿Cómo están las fechas de «{ $column }»?
ask-dates_both = En «{ $column }» unas fechas solo pueden ser día/mes y otras solo mes/día. ¿Cómo están las demás?
ask-swapped = En «{ $column }» la hoja de cálculo parece haber cambiado el día por el mes en algunas fechas. ¿Las cambiamos de vuelta?
ask-swapped_yes = Sí, cambiarlas
ask-swapped_no = No, están bien
ask-dmy = Día/mes/año
ask-mdy = Mes/día/año
ask-names = En «{ $column }», ¿qué va primero?
ask-surname_first = Apellidos
ask-given_first = Nombres

## App: columns of a list

columns-title = Columnas ({ $n })
columns-what = Lo que dice cada columna. Si algo está mal, cámbielo aquí.
columns-nameless = Columna { $n }

## App: meanings of columns

meaning-ignore = No se toma
meaning-full_name = Nombre completo
meaning-surnames = Los dos apellidos
meaning-middle_name = Segundo nombre
meaning-sex-female = Marca: mujer
meaning-sex-male = Marca: hombre
meaning-sex-girl = Marca: niña
meaning-sex-boy = Marca: niño
meaning-minor = Marca: menor de edad
meaning-age-months = Edad en meses
meaning-birth-day = Día de nacimiento
meaning-birth-month = Mes de nacimiento
meaning-birth-year = Año de nacimiento
meaning-identity_paper-dpi = Número de DPI
meaning-identity_paper-dui = Número de DUI
meaning-identity_paper-dni = Número de DNI
meaning-identity_paper-cedula = Número de cédula
meaning-identity_paper-identidad = Número de identidad (DPI, DUI, DNI)
meaning-identity_paper-pasaporte = Número de pasaporte
meaning-identity_paper-matricula_consular = Número de matrícula consular
meaning-identity_paper-ine = Clave del INE
meaning-number = Número en la lista
meaning-note = Observaciones, solo para coordinación

## App: one list

list-hand_over = Pasar a otro teléfono
list-progress = Avance de la lista
list-of = de { $rows } registradas
list-absent =
    { $n ->
        [one] 1 no vino
       *[other] { $n } no vinieron
    }
list-whose = Quién registra a quién
list-whose_none = Repártanse los números: así nadie contesta dos veces.
list-this_phone = Este teléfono
list-other_phone = Otro teléfono
list-claim = Me tocan…
list-find = Nombre o número
list-show = Qué se ve
list-show-missing = Faltan
list-show-mine = Míos
list-show-all = Todos
list-nobody = Nadie en la lista se llama así. Pruebe con un solo apellido.
list-none_mine = Todavía no tomó ningún renglón. Toque «Me tocan…».
list-taker = Le toca a: { $by }
list-by-taken = Registró { $by }, { $at }
list-by-absent = No vino; lo anotó { $by }, { $at }
list-state-taken = Con registro
list-state-registered = Ya tiene registro
list-state-absent = No vino
list-contested = Dos teléfonos dicen cosas distintas
list-absent_short = No vino
list-absent_of = No vino: { $name }
list-absent_what = Queda anotado que no vino. Si llega después, tóquela en la lista y regístrela.
list-absent_yes = No vino
list-absent_no = Regresar a la lista
list-absent_done = Anotado: no vino { $name }.

## App: rows that are taken

claim-what = Los números que usted va a registrar. Los demás teléfonos lo ven en cuanto haya red.
claim-none_free = Todos los renglones ya le tocan a alguien.
claim-first = Del número
claim-last = Al número
claim-odd = Escriba dos números de la lista, el menor primero.
claim-take = Me tocan
claim-done = Le tocan: { $rows }.

## App: a list from phone to phone

parcel-title = Lista de otro teléfono
parcel-what = Pida el código que se ve en la pantalla de quien le dio la lista.
parcel-code = Código
parcel-open = Abrir la lista
parcel-give_what = Se hace un archivo que solo se abre con un código. Envíelo por Bluetooth o como puedan; el código dígalo de voz.
parcel-rows = Renglones que le tocan al otro teléfono
parcel-rows_odd = Escríbalos así: 46-90, o 91-
parcel-give = Hacer el archivo
parcel-shared = Enviado. Diga ahora el código.
parcel-tell = Diga este código a quien recibe el archivo:
parcel-delete = Cuando la otra persona tenga la lista, ya pueden borrar el archivo. Sin el código nadie lo abre.

## App: history

history-title = Historia
history-what = Todo lo que se anotó, lo más reciente primero. La hora es la del teléfono que lo escribió.
history-by = { $who }, { $at }
history-reason = Motivo: { $reason }
history-cleared = se quitó
history-claimed = (propuesta)
history-household = con los suyos
history-site = otro sitio
history-not_sent = todavía no está en el servidor
history-proven = a más tardar { $at }
history-standing-pending = espera otro cambio en el servidor
history-standing-quarantined = el servidor lo guardó aparte
history-standing-set_aside = se decidió no usarlo
history-standing-written_again = se volvió a escribir
history-conflict-began = Desde aquí hay dos versiones: { $field }
history-conflict-changed = Otra versión más: { $field }
history-conflict-ended = Queda una sola versión: { $field }
history-then = Ver cómo estaba
history-at = Así estaba: { $at }
history-at_what = Según la hora de los teléfonos que escribieron.

## App: couriers

courier-title = Sin red: mandar con alguien
courier-what = Cuando no hay red, otra persona puede llevar lo suyo en su teléfono o en una memoria. Va cifrado: solo el servidor lo lee.
courier-give = Mandar lo mío
courier-waits =
    { $n ->
        [one] 1 cambio espera.
       *[other] { $n } cambios esperan.
    }
courier-nothing_waits = Nada espera para enviarse.
courier-give_what = Sigue contando como no enviado hasta que regrese el recibo o haya red.
courier-make = Hacer el archivo
courier-made = Archivo hecho { $at }: { $n } cambios, { $size }. Todavía no están en el servidor.
courier-take = Recibir un archivo
courier-take_what = El envío de otra persona, para llevarlo; o los recibos que le trajeron de vuelta.
courier-choose = Elegir el archivo
courier-carried =
    { $n ->
        [one] Este teléfono lleva 1 envío más.
       *[other] Este teléfono lleva { $n } envíos más.
    }
courier-known =
    { $n ->
        [one] 1 envío ya estaba aquí.
       *[other] { $n } envíos ya estaban aquí.
    }
courier-acknowledged =
    { $n ->
        [one] El servidor confirma 1 envío suyo.
       *[other] El servidor confirma { $n } envíos suyos.
    }
courier-no_news = Recibos leídos; no dicen nada nuevo de este teléfono.
courier-damaged = Una parte del archivo llegó dañada; lo demás se tomó. Pida otra copia.
courier-for_others = Lo que llevo de otras personas
courier-to_deliver = Por entregar
courier-delivered = Entregados
courier-refused = Rechazados
courier-deliver_what = Se entregan solos en cuanto este teléfono tenga red.
courier-give_receipts = Devolver los recibos

## Failures: what happened and what to do, in the app and on the command line

failure-open_elsewhere = Ciérrelo en la otra pestaña y vuelva a intentar aquí. Así nada se escribe dos veces.
failure-not_open = Está bloqueado. Ábralo con su llave.
failure-no_such_holder = Esa persona ya no tiene su llave en este teléfono.
failure-last_key = Es la única llave de estos registros; no se puede quitar.
failure-wrong_secret = Esa no es la llave. Inténtelo otra vez.
failure-secret_too_short = Es demasiado corta.
failure-damaged_vault = La llave de este teléfono está dañada. No borre nada; avise a quien coordina.
failure-no_files = Este navegador no deja guardar archivos: salga de la ventana privada o use Chrome actualizado.
failure-no_entropy = Este navegador no puede crear llaves seguras. Use otro.
failure-no_such_record = Esa persona no está en este teléfono.
failure-no_such_field = Esta versión no conoce ese dato. Actualice la aplicación.
failure-no_conflict = Ya estaba decidido.
failure-not_allowed = Su función no permite hacer esto. Pida ayuda a quien coordina.
failure-value_too_long = Es demasiado largo. Acórtelo; nada se perdió.
failure-document_full = Esta ficha ya no acepta más. Avise a quien coordina.
failure-not_enrolled = Este teléfono aún no se une a un sitio.
failure-already_enrolled = Este teléfono ya está unido a un sitio.
failure-no_invitation = Eso no es un código de invitación. Revise que esté completo.
failure-other_server = Ese código es de otro servidor. Abra la aplicación desde la dirección del código.
failure-unreachable = No hay red. Lo guardado sigue aquí y se enviará después.
failure-not_puente = Contestó otra página, como la de un hotel. Ábrala primero para tener red.
failure-code_refused = El código ya se usó, venció o está mal. Pida otro.
failure-unknown_device = No se envió: este teléfono tiene que unirse otra vez, con un código nuevo.
failure-refused = El servidor no lo aceptó por ahora. Nada se perdió.
failure-storage_full = El teléfono está lleno. Borre fotos o videos e intente otra vez; nada se perdió.
failure-store_too_new = Estos datos son de una versión más nueva. Actualice la aplicación.
failure-damaged_store = Los datos de este teléfono están dañados. No borre nada; avise a quien coordina.
failure-store = No se pudo guardar. Intente otra vez.
failure-request = Algo falló en la aplicación. Nada se perdió.
failure-defect = Algo falló en la aplicación. Ábrala de nuevo; lo guardado sigue aquí.
failure-other = No se pudo ({ $code }). Nada se perdió.
failure-no_such_list = Esa lista ya no está en este teléfono.
failure-no_such_row = La lista no tiene ese renglón.
failure-rows_claimed = Otro teléfono ya tomó algunos de esos renglones. Pónganse de acuerdo.
failure-copy_not_opened = Ese no es el código, o el archivo llegó dañado.
failure-list_questions = La lista deja preguntas sin contestar.
failure-list_too_long = El archivo es demasiado grande para ser una lista de personas.
failure-list_too_many_rows = La lista tiene demasiados renglones; divídala.
failure-list_too_many_columns = La lista tiene demasiadas columnas; borre las que no son de personas.
failure-list_empty = El archivo está vacío.
failure-list_protected = El libro tiene contraseña: ábralo, quítela y guárdelo otra vez.
failure-list_old_format = Es un libro de formato antiguo: ábralo y guárdelo como XLSX, ODS o CSV.
failure-list_not_a_list = No es una lista: guárdela como XLSX, ODS o CSV.
failure-list_damaged = El archivo está cortado o dañado. Pida que lo envíen otra vez.
failure-list_no_header = Ningún renglón nombra las columnas.
failure-list_no_such_column = La lista no tiene esa columna.
failure-list_no_such_sheet = El libro no tiene esa hoja.
failure-courier_no_keys = Este teléfono todavía no conoce la llave del servidor. Necesita red una vez.
failure-courier_not_a_bundle = Ese archivo no es un envío ni un recibo de Puente.
failure-courier_other_server = Ese envío es para otro servidor. Lo llevan sus compañeros.
failure-courier_full = Este teléfono ya no puede llevar más. Búsquele red primero.
failure-receipt_not_signed = Ese recibo no es de su servidor. Pídalo otra vez.
failure-receipt_not_mine = Ese recibo es de otro teléfono.
failure-receipt_outlived = El servidor se restauró después de ese recibo; ya no vale. Lo suyo se enviará otra vez.

## Command line: reading it

cli-usage = Uso
cli-commands = Comandos
cli-arguments = Argumentos
cli-options = Opciones
cli-one-of = uno de: { $values }
cli-default = si no se dice: { $value }
cli-any-help = Muestra esta ayuda
cli-any-version = Muestra la versión
cli-any-language = La lengua; si no se dice, la de PUENTE_LANGUAGE o la del sistema
cli-wrong-value = «{ $value }» no sirve para «{ $argument }». { $says }
cli-wrong-no-value = «{ $argument }» necesita un valor.
cli-wrong-unknown = No existe la opción «{ $argument }».
cli-wrong-command = No existe el comando «{ $command }».
cli-wrong-no-command = Falta decir qué hacer con «{ $command }»: { $commands }.
cli-wrong-missing = Falta: { $argument }.
cli-wrong-conflict = «{ $argument }» y «{ $other }» no van juntos.
cli-wrong-twice = «{ $argument }» va una sola vez.
cli-wrong-no-equals = «{ $argument }» lleva un signo de igual.
cli-wrong-too-many = «{ $value }» sobra después de «{ $argument }».
cli-wrong-number = A «{ $argument }» le faltan o le sobran valores.
cli-wrong-utf8 = Hay letras que no son UTF-8.
cli-wrong-other = Esto no se entiende: { $fault }
cli-wrong-meant = ¿Quiso decir «{ $meant }»?
cli-wrong-help = Con --help se ve cómo se usa.
cli-value-options = OPCIONES
cli-value-command = COMANDO
cli-value-language = LENGUA
