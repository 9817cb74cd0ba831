### Español. Se habla de usted, con palabras de todos los días; lo que se lee en voz alta es corto.

## This language

language-name = Español
language-locale = es-MX
# By ISO 639-3, as records name the language of a notice.
language-iso639-3 = spa

## App: words of everywhere

add = Agregar
undo = Deshacer
again = Intentar otra vez
back = Regresar
change = Cambiar
close = Cerrar
done = Listo

## App: its parts

nav-label = Partes de la aplicación
nav-to-home = Inicio
nav-to-gate = Llegadas
nav-to-lists = Listas
nav-to-find = Buscar
nav-to-phone = Teléfono
nav-lock = Bloquear
nav-detail = Detalle
nav-nothing = Elija a una persona de la lista o registre a quien está llegando.
nav-nothing_home = Elija un caso: aquí se abre.
nav-nothing_phone = Aquí se abre lo que elija a la izquierda.

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

gate-title = Llegadas
gate-no_site = Sin sitio todavía
gate-arrival = ¿Cómo están llegando?
gate-arrival_hint = Lugar, autobús o vuelo
gate-register = Registrar a una persona
gate-drafts = Sin terminar
gate-now = No puede esperar
gate-latest = Últimas personas
gate-nobody_yet = Todavía no hay nadie en este teléfono.
gate-nobody_by_you = Aquí verá a quienes usted registre. Personas que ya están en este teléfono: { $n }.
gate-no_name = Sin nombre todavía

## App: whoever may register nobody

may_not-title = Aquí usted no registra
may_not-register = Si también va a registrar, pida una invitación de voluntariado. Con este teléfono puede llevar los envíos de sus compañeros:

## App: the homes of those who have more than the gate

home-title-desk = Por atender
home-title-auditor = Auditoría
home-title-administrator = Administración
home-group = { $group } ({ $n })
home-more = Ver { $n } más
home-nothing = Por ahora nada espera en este teléfono.
home-what-administrator = Los respaldos y la llave de recuperación se manejan en la computadora del servidor. Los datos de las personas no llegan a este teléfono.
home-what-auditor = La bitácora (quién vio y quién cambió qué) se revisa todavía en la computadora del servidor. Los datos de las personas no llegan a este teléfono.
area-lacking = Esta parte no está en este teléfono todavía. Ábrala una vez con red; después abre siempre.
area-again = Intentar otra vez

queue-this_phone = Este teléfono
queue-short-minors = Sin compañía
queue-short-urgent = Urgencias
queue-short-refused = Sin recibir
queue-short-conflicts = Por aclarar
queue-short-lists = Listas
queue-short-unsent = Por enviar
queue-group-minors = Niñas, niños y adolescentes sin compañía
queue-group-urgent = Urgencias
queue-group-refused = Sin recibir
queue-group-conflicts = Por aclarar
queue-group-lists = Listas abiertas
queue-group-unsent = Por enviar
queue-why-minor_alone = Puede ser menor de edad y vino sin compañía. Falta anotar el aviso al DIF y a la Procuraduría.
queue-why-minor_unclear = Vino sin compañía y no se sabe su edad.
queue-why-urgent_now = Necesita atención médica ahora.
queue-why-urgent_today = Necesita atención médica hoy.
queue-why-refused =
    { $n ->
        [one] El servidor guardó aparte 1 cambio. No se perdió.
       *[other] El servidor guardó aparte { $n } cambios. No se perdieron.
    }
queue-why-conflict =
    { $n ->
        [one] 1 dato se anotó de dos maneras.
       *[other] { $n } datos se anotaron de dos maneras.
    }
queue-why-list_open =
    { $n ->
        [one] Falta 1 persona.
       *[other] Faltan { $n } personas.
    }
queue-why-unsent =
    { $n ->
        [one] 1 cambio está guardado aquí y todavía no en el servidor.
       *[other] { $n } cambios están guardados aquí y todavía no en el servidor.
    }
queue-answer-call_offices = Ver ficha y avisar
queue-answer-open_record = Ver ficha
queue-answer-decide = Decidir
queue-answer-see_values = Ver las versiones
queue-answer-see_refusal = Ver qué pasó
queue-answer-open_list = Abrir la lista
queue-answer-send = Ir a enviar

# ── Equipo, teléfonos y sitios (administración) ──
team-title = Equipo
team-name = Nombre
team-roles = Qué hace
team-manage = Cambiar
team-role_at = { $role }, { $site }
team-until = hasta el { $day }
team-no_role = Sin función por ahora
team-nobody = Todavía no hay nadie en su equipo.
team-open = Ver
team-open_of = Ver a { $name }
member-since = Desde { $when }
member-from_until = Desde { $when }, hasta el { $day }
member-renew = Un mes más
member-renew_of = Un mes más de { $role }, { $site }
member-renewed = Función renovada.
member-end_role = Quitar
member-end_role_of = Quitar { $role }, { $site }
member-role_ended = Se quitó la función.
member-give = Dar otra función
member-give_it = Dar función
member-apart = Quien administra el servidor no puede ser también quien lo revisa: use otra cuenta.
member-given = Función dada. El teléfono lo sabrá cuando envíe y reciba.
member-password = Contraseña olvidada
member-password_what = Haga una contraseña que sirve una sola vez. Con ella la persona elige otra en su teléfono.
member-password_make = Hacer contraseña de un solo uso
member-password_made = Contraseña hecha. Désela en persona.
member-password_until = Sirve hasta { $when }. No se vuelve a mostrar.
member-end = Cerrar la cuenta
member-end_what = Ya no podrá entrar ni enviar. Lo que registró se queda.
member-end_yes = Sí, cerrar la cuenta de { $name }
member-end_no = No cerrar
member-ended = Cuenta cerrada.
invite-title = Invitar
invite-what = Un código sirve para una persona y un teléfono.
invite-role = ¿Qué va a hacer?
invite-site = ¿En qué sitio?
invite-at = En { $site }
invite-hours = ¿Cuánto vale el código?
invite-hours_n =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
invite-make = Hacer invitación
invite-for = { $role }, { $site }
invite-qr = Código para unirse con la cámara
invite-how = Abra { $address } en el teléfono y escanee el código, o escríbalo.
invite-until = Vale hasta { $when }, una sola vez.
invite-copy = Copiar enlace
invite-copied = Enlace copiado. Mándelo solo a esa persona.
invite-print = Imprimir
invite-waiting = Esperando a que el teléfono se una…
invite-joined = Se unió { $name }.
invite-compare = Compare estos seis números con los de su teléfono. Si son distintos, marque ese teléfono como perdido.
invite-another = Otra invitación
term-legend = ¿Hasta cuándo?
term-open = Sin fecha
term-week = Una semana
term-month = Un mes
term-day = Hasta un día
term-last_day = Último día
phones-title = Teléfonos
phones-what = Cada teléfono lleva lo que su gente puede ver. Si uno se pierde, márquelo cuanto antes.
phones-people = Quién lo usa
phones-nobody = Nadie
phones-site = Sitio
phones-digits = Seis números
phones-state = Estado
phones-lost = Si se pierde
phones-since = En uso desde { $when }
phones-brought = Envió por última vez { $ago }
phones-silent = Más de un día sin enviar. Puede tener registros que nadie más tiene: busque a quien lo usa.
phones-not_erased =
    { $n ->
        [one] Puede tener todavía a { $n } persona que se borró ({ $when }).
       *[other] Puede tener todavía a { $n } personas que se borraron (la primera, { $when }).
    }
phones-not_ended = No ha confirmado el fin de { $role }, { $site } ({ $when }).
phones-not_done = Pida a quien lo usa que abra la aplicación con internet y toque «Enviar ahora» dos veces. Si no aparece, márquelo como perdido.
phones-not_done_lost = Está cancelado: lo que tiene dentro sigue cifrado. Si aparece, ábralo con internet o bórrelo.
phones-revoked_at = Cancelado { $when }
phones-unknown = Conocido solo por lo que otros trajeron
phones-copied =
    { $n ->
        [one] Hubo una copia de este teléfono en uso, la última vez { $when }.
       *[other] Hubo copias de este teléfono en uso { $n } veces, la última { $when }.
    }
phones-lost_it = Se perdió
phones-lost_of = Se perdió el teléfono de { $people }
phones-lost_yes = Sí, se perdió
phones-lost_no = No
phones-lost_what = Ya no recibirá nada, y lo que envíe quedará aparte. Lo que tenía sigue cifrado con la frase de su dueño. Invite de nuevo a la persona con otro teléfono.
phones-revoked = Teléfono cancelado. Si aparece, no lo use: invite de nuevo.
setup-title = Para empezar
setup-of = { $done } de { $all } pasos
setup-what = Cuatro pasos y este servidor está listo. Puede hacerlos en otro orden, y seguir otro día.
setup-done = Hecho
setup-step-site = Agregue el primer sitio
setup-how-site = El cruce, el aeropuerto o el albergue donde se registra a quienes llegan.
setup-step-people = Invite a la primera persona
setup-how-people = Por ejemplo a quien coordina ese sitio: después puede invitar a su propio equipo.
setup-step-key = Guarde una llave de recuperación
setup-how-key = Sin ella, las notas reservadas más nuevas se pierden si se pierde el servidor. En otra computadora, sin red, escriba «age-keygen -o recuperacion». Imprima ese archivo dos veces y guárdelo en dos lugares seguros. Aquí solo va el renglón que empieza con «age1».
setup-key_line = Renglón que empieza con age1
setup-key_save = Guardar la llave
setup-key_saved = Llave guardada. Los teléfonos la reciben al enviar.
setup-key_wrong = Ese no es un renglón que empieza con «age1», o le faltan letras.
setup-step-backup = Haga el primer respaldo
setup-how-backup = En la máquina del servidor, antes de registrar a la primera persona. La guía de instalación dice cómo hacerlo cuatro veces al día por sí solo, y cómo comprobar que abre.
setup-look_again = Ya lo hice
setup-backed_up = El último es de { $at }.
sites-title = Sitios
sites-new = Nuevo sitio
sites-name = Nombre
sites-kind = Qué es
sites-kind-crossing = Cruce
sites-kind-shelter = Albergue
sites-kind-office = Oficina
sites-zone = Hora de
sites-no_zone = Falta decir qué hora rige
sites-dif = Teléfonos del DIF
sites-attorney = Teléfonos de la Procuraduría
sites-phones_what = Hasta tres números, separados con coma. Son los que se marcan cuando llega una niña o un niño sin compañía.
sites-no_dif = Falta el teléfono del DIF.
sites-open = ¿Recibe gente?
sites-is_open = Abierto
sites-is_closed = Cerrado
sites-save = Guardar
sites-leave = Dejar como estaba
sites-change = Cambiar
sites-change_of = Cambiar { $name }
sites-saved = Guardado. Los teléfonos lo sabrán cuando envíen y reciban.
sites-wrong = Revise el nombre (no puede repetirse) y los números de teléfono.

server-unconfirmed =
    { $n ->
        [one] { $n } teléfono no ha confirmado que soltó datos
       *[other] { $n } teléfonos no han confirmado que soltaron datos
    }
server-title = En el servidor
server-what = Aquí se decide lo que el servidor guarda para usted. Necesita red y su contraseña del servidor.
server-as = Entró como { $name }.
server-sign_in = Entrar al servidor
server-sign_out = Salir del servidor
server-conflicts = Por aclarar en el servidor
server-conflicts_count =
    { $n ->
        [0] Nada espera
        [one] 1 persona
       *[other] { $n } personas
    }
server-conflicts_more = Más de { $n } personas
server-conflicts_what = Personas con datos anotados de dos maneras, según el servidor. Se decide en su ficha.
server-not_here = Esa persona todavía no está en este teléfono. Envíe y reciba, y vuelva a intentar.

signin-what = Es la contraseña del servidor, no la frase que abre este teléfono.
signin-way = ¿Ya tiene contraseña del servidor?
signin-way-known = Sí
signin-way-first = Todavía no
signin-way-other = Quiero otra
signin-password = Contraseña del servidor
signin-password_before = Contraseña de hasta ahora
signin-chosen = Contraseña nueva
signin-differ = No son iguales. Escríbala otra vez.
signin-choose = Guardar y entrar
signin-asking = Un momento…
signin-ends = Al bloquear el teléfono, sale también del servidor.
signin-wait =
    { $n ->
        [one] Se intentó varias veces. Espere 1 segundo y vuelva a intentar.
       *[other] Se intentó varias veces. Espere { $n } segundos y vuelva a intentar.
    }

quarantine-title = Cambios en revisión
quarantine-count =
    { $n ->
        [0] Ninguno espera
        [one] 1 espera
       *[other] { $n } esperan
    }
quarantine-what = El servidor no puso estos cambios en las fichas, pero los guarda. Decida uno por uno; quien lo escribió recibe la respuesta.
quarantine-none = Ningún cambio espera.
quarantine-since = Desde
quarantine-reason = Por qué
quarantine-device = Teléfono
quarantine-decision = Decisión
quarantine-look = Ver
quarantine-look_at = Ver el cambio { $n }
quarantine-from = Desde { $when } · teléfono { $device }
quarantine-deletes = Lo borra
quarantine-unreadable = No se puede leer lo que dice.
quarantine-logged = Queda anotado que usted lo vio.
quarantine-because = ¿Por qué lo decide así? (queda anotado)
quarantine-because_first = Escriba primero por qué.
quarantine-release = Dejarlo entrar
quarantine-release_what = Entra como se escribió. Solo si el problema era el permiso o el espacio.
quarantine-released = Entró en la ficha.
quarantine-write_again = Escribirlo otra vez
quarantine-write_again_what = Lo que dice se escribe en nombre de usted; lo de otras personas queda al lado.
quarantine-written = Se escribió otra vez.
quarantine-set_aside = No usarlo
quarantine-set_aside_what = No entra nunca. Se conserva apartado.
quarantine-aside = Quedó apartado.
quarantine-why-not_entitled = Quien lo escribió no tiene permiso en ese sitio.
quarantine-why-may_not_resolve = Decide entre datos distintos sin tener ese permiso.
quarantine-why-may_not_move = Pasa a una persona a otro sitio sin tener ese permiso.
quarantine-why-device_revoked = El teléfono ya no tenía acceso.
quarantine-why-account_not_bound = La cuenta no está unida a ese teléfono.
quarantine-why-own_share_full = El teléfono ya escribió demasiado en esa ficha.
quarantine-why-depends_on_quarantined = Viene después de otro cambio en revisión.
quarantine-why-actor_reused = Dos teléfonos escriben como si fueran uno: puede haber una copia.

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
form-no_name = No tiene o no sabe un apellido
form-said_why = Anotado por qué falta.
form-split = Separar: { $one } · { $two }
form-save = Guardar
form-saving = Guardando…
form-lacks_name = Escríbalo, o toque «No tiene o no sabe un apellido».
form-lacks_answer = Falta elegir una respuesta.
form-lacks_age = Ponga la edad, o toque «No se sabe».
form-odd = { $what } Si así es, toque Guardar otra vez.
form-discard = Borrar este borrador
form-discarded = Se borró el borrador.

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
papers-mrz = Las líneas con <<< al pie del pasaporte
papers-use = Usar estos datos

## App: a minor without company

minor-title-alone = Niña, niño o adolescente sin compañía
minor-title-doubted = Niña, niño o adolescente: no consta quién acompaña
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
saved-card_what = Díctele la clave o dele la tarjeta: no lleva sus datos.
saved-print = Imprimir
saved-open = Ver ficha
saved-next = Siguiente persona
saved-next_row = Siguiente de la lista
saved-family = Agregar a un familiar

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
person-conflicts =
    { $n ->
        [one] 1 dato por aclarar
       *[other] { $n } datos por aclarar
    }
person-age =
    { $n ->
        [one] { $n } año
       *[other] { $n } años
    }
person-months =
    { $n ->
        [one] { $n } mes
       *[other] { $n } meses
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
person-family = Familia
person-add_relative = Agregar a un familiar
person-entries = { $kind }: { $n }

## App: what was noted, corrected or taken back

noted-correct = Corregir
noted-take_back = Quitar lo anotado
noted-taken_back = Se quitó. En el historial queda lo que decía.

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
section-write_only = Reservado
section-conflict = Hay dos versiones de este dato. Lo que escriba se agrega; quien coordina decide.

## App: conflicts

conflicts-title = Por aclarar
conflicts-decide = Decidir
conflicts-look = Ver las versiones
conflicts-none = No hay nada por aclarar.
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
role-ends = Su función de { $role } en { $site } termina el { $day }. Pida que la renueven.
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
phone-conflicts = Por aclarar
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
sync-waits = Todavía no se pudo enviar. Se intenta solo a las { $at }; lo guardado sigue aquí.
sync-progress = Avance
sync-so_far = { $up } enviados, { $down } recibidos
sync-automatic = Envío automático
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
list-claim = Tomar números
list-find = Nombre o número
list-show = Qué se ve
list-show-missing = Faltan
list-show-mine = Míos
list-show-all = Todos
list-nobody = Nadie en la lista se llama así. Pruebe con un solo apellido.
list-none_mine = Todavía no tomó ningún renglón. Toque «Tomar números».
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
claim-take = Tomar estos números
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
history-household = con su familia
history-site = otro sitio
history-not_sent = todavía no está en el servidor
history-proven = llegó al servidor a más tardar { $at }
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
failure-wrong_secret = Esa no es su frase o su PIN. Inténtelo otra vez.
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
failure-code_withdrawn = Quien le dio este código ya no puede invitar a este sitio. Pida otro a quien coordina ahora.
failure-code_refused = El código ya se usó, venció o está mal. Pida otro.
failure-unknown_device = No se envió: este teléfono tiene que unirse otra vez, con un código nuevo.
failure-refused = El servidor no lo aceptó por ahora. Nada se perdió.
failure-storage_full = El teléfono está lleno. Borre fotos o videos e intente otra vez; nada se perdió.
failure-store_too_new = Estos datos son de una versión más nueva. Actualice la aplicación.
failure-damaged_store = Los datos de este teléfono están dañados. No borre nada; avise a quien coordina.
failure-store = No se pudo guardar. Intente otra vez.
failure-request = Algo falló en la aplicación. Nada se perdió.
failure-defect = Algo falló en la aplicación. Ábrala de nuevo; lo guardado sigue aquí.
failure-signed_out = Ya no está dentro del servidor. Entre otra vez con su contraseña.
failure-login_refused = Esa no es la contraseña de su cuenta en este teléfono.
failure-password_needed = Esa contraseña servía una sola vez. Elija ahora la suya.
failure-password_refused = Elija otra: de 10 letras o más, y distinta de la anterior.
failure-too_many_requests = Se intentó varias veces. Espere un momento y vuelva a intentar.
failure-outdated = Alguien lo cambió mientras tanto. Vuelva a mirarlo y decida.
failure-not_possible = Con este cambio eso no se puede. Pruebe otra decisión.
failure-not_found = Ya no está, o no es para su cuenta.
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

## Command line: what `puente-field` asks and tells

cli-panicked = Falla interna; nada guardado se perdió. ({ $place })
cli-ask-passphrase = Frase de paso
cli-ask-password = Contraseña nueva
cli-ask-again = Otra vez
cli-store-set_aside = Lo último que se guardó aquí está dañado y quedó aparte en { $path }: no lo borre, revise a quiénes registró al final y registre otra vez a quien falte.
cli-nobody = Nadie.
cli-people = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
 }
cli-conflicts = { $n ->
    [one] { $n } conflicto
   *[other] { $n } conflictos
 }
cli-years = { $n ->
    [one] { $n } año
   *[other] { $n } años
 }
cli-years-about = { $years } años
cli-field-of-entry = { $entry }: { $field }
cli-by-rule = según la regla: { $why }
cli-author-unknown = ¿quién?
cli-author-unnamed = sin nombre
cli-state-saved_here = guardado aquí
cli-state-receipt = en el servidor (recibo { $receipt })
cli-state-on_server = en el servidor
cli-state-needs_attention = requiere atención
cli-basis-decided = decidido
cli-outcome-quarantined = La oficina lo va a revisar
cli-outcome-pending = Espera en el servidor lo que le falta
cli-outcome-set_aside = La oficina decidió no usarlo
cli-outcome-written_again = La oficina volvió a escribir lo que decía
cli-proposed-candidate = propuesta: el { $number }.
cli-proposed-all = propuesta: conservar todos.
cli-proposed-nothing = sin propuesta.
cli-conflicts-none = Sin conflictos.
cli-conflicts-asked = ¿? preguntar a la persona
cli-conflicts-shown = el que se muestra
cli-conflicts-claim = propuesto después
cli-conflicts-written_over = alguien lo cambió sin haber visto los otros
cli-conflicts-proven = en el servidor antes de { $time }
cli-ask-done = { $field }: ya no hay que preguntar
cli-ask-noted = { $field }: por preguntar a la persona
cli-export-attention = No hay nada que llevar, pero lo enviado requiere atención; vea «status».
cli-export-nothing = Todo está en el servidor; no hay nada que llevar.
cli-export-done = { $path }: lo que falta en el servidor, cifrado para él. Cualquiera puede llevarlo; nadie más puede leerlo.
cli-carry-taken = { $n ->
    [one] { $n } paquete más para llevar
   *[other] { $n } paquetes más para llevar
 }
cli-carry-known = { $n ->
    [one] { $n } ya estaba
   *[other] { $n } ya estaban
 }
cli-carry-damaged = { $n ->
    [one] { $n } trozo dañado
   *[other] { $n } trozos dañados
 }
cli-carry-receipts = { $n ->
    [one] { $n } recibo por devolver
   *[other] { $n } recibos por devolver
 }
cli-receipts = { $n ->
    [one] { $n } recibo
   *[other] { $n } recibos
 }
cli-receipts-segments = { $n ->
    [one] { $n } envío ya está en el servidor
   *[other] { $n } envíos ya están en el servidor
 }
cli-enrolled = Dado de alta: { $grants }
cli-enrolled-digits = Las dos pantallas muestran: { $digits }
cli-history-nothing = Nada se ha escrito ahí.
cli-history-pending = espera otros cambios en el servidor
cli-history-quarantined = apartado por el servidor: { $why }
cli-history-set_aside = descartado por el servidor: { $why }
cli-history-written_again = se volvió a escribir
cli-history-conflict_began = empieza un conflicto
cli-history-conflict_ended = termina el conflicto
cli-history-conflict_changed = cambia el conflicto
cli-history-of = «{ $value }» de { $author }
cli-history-before = antes: { $values }
cli-history-claimed = propone { $value }
cli-history-unclaimed = ya no se propone
cli-household-none = Sin grupo familiar.
cli-household-or = o bien
cli-household-disputed = hay otra versión
cli-handed-over = { $path }: la lista, que solo se abre con el código { $code }. Dígalo de voz; el otro teléfono la toma con «import { $path } --code { $code }».
cli-list-none = Ninguna.
cli-list-rows = { $n ->
    [one] { $n } renglón
   *[other] { $n } renglones
 }
cli-list-taken = { $n ->
    [one] { $n } tomado
   *[other] { $n } tomados
 }
cli-list-absent = { $n ->
    [one] { $n } no vino
   *[other] { $n } no vinieron
 }
cli-list-missing = { $n ->
    [one] falta { $n }
   *[other] faltan { $n }
 }
cli-list-this_phone = este teléfono
cli-list-other_phone = otro teléfono
cli-list-unopened = por abrir
cli-row-taken = tomado
cli-row-registered = registrado
cli-row-absent = no vino
cli-row-missing = falta
cli-row-contested = difieren
cli-take-of_other = Aviso: ese renglón lo toma { $by }.
cli-take-known = ya estaba
cli-import-line = Línea { $line }: { $fault }
cli-import-notice = Aviso: { $notice }
cli-import-row = Renglón { $row }
cli-import-registered = { $n ->
    [one] { $n } persona registrada
   *[other] { $n } personas registradas
 }
cli-import-known = { $n ->
    [one] { $n } ya estaba
   *[other] { $n } ya estaban
 }
cli-import-new = { $n ->
    [one] { $n } renglón nuevo en la lista
   *[other] { $n } renglones nuevos en la lista
 }
cli-import-unread = { $n ->
    [one] { $n } sin leer
   *[other] { $n } sin leer
 }
cli-import-others = { $n ->
    [one] { $n } línea que no es persona
   *[other] { $n } líneas que no son personas
 }
cli-fault-cells = tiene { $found } celdas y el encabezado { $expected }.
cli-fault-heading = es un título, no una persona.
cli-fault-explanation = explica las columnas, no es una persona.
cli-fault-other_table = es de otra tabla, con otras columnas; guárdela aparte.
cli-fault-hidden = está oculto y no se toma.
cli-fault-formula = su nombre es una fórmula sin valor; abra la lista en una hoja de cálculo y guárdela.
cli-fault-above = está arriba del encabezado y no se toma.
cli-fault-torn = tiene unas comillas que no cierran.
cli-fault-no_name = no tiene nombre ni apellido.
cli-fault-too_long = tiene una celda demasiado larga.
cli-fault-closing = es un total o una firma, no una persona.
cli-notice-numbers_unusable = los números impresos faltan o se repiten: los renglones se cuentan desde 1.
cli-notice-header_again = { $n ->
    [one] el encabezado se repite { $n } vez.
   *[other] el encabezado se repite { $n } veces.
 }
cli-notice-hidden_sheets = hojas ocultas que no se toman: { $sheets }; si una es la lista, use --sheet.
cli-notice-hidden_columns = columnas ocultas que se toman: { $columns }.
cli-notice-columns_left = { $n ->
    [one] { $n } columna no se toma: { $columns }.
   *[other] { $n } columnas no se toman: { $columns }.
 }
cli-notice-other_encoding = { $n ->
    [one] { $n } renglón en otra codificación se leyó como Windows-1252.
   *[other] { $n } renglones en otra codificación se leyeron como Windows-1252.
 }
cli-notice-names_unsure = { $n ->
    [one] { $n } nombre podría dividirse de otra manera; revíselo.
   *[other] { $n } nombres podrían dividirse de otra manera; revíselos.
 }
cli-notice-dates_unread = { $n ->
    [one] { $n } fecha no se entiende y queda como está escrita.
   *[other] { $n } fechas no se entienden y quedan como están escritas.
 }
cli-notice-hidden_rows = { $n ->
    [one] { $n } renglón oculto se toma también.
   *[other] { $n } renglones ocultos se toman también.
 }
cli-notice-sex_unclear = { $n ->
    [one] { $n } renglón tiene marcados los dos sexos y no se toma ninguno.
   *[other] { $n } renglones tienen marcados los dos sexos y no se toma ninguno.
 }
cli-notice-families = { $n ->
    [one] { $n } familia se toma de los títulos de la lista.
   *[other] { $n } familias se toman de los títulos de la lista.
 }
cli-notice-formulas_empty = { $n ->
    [one] { $n } celda es una fórmula sin valor: abra la lista en una hoja de cálculo y guárdela.
   *[other] { $n } celdas son fórmulas sin valor: abra la lista en una hoja de cálculo y guárdela.
 }
cli-notice-error_cells = { $n ->
    [one] { $n } celda tiene un error de la hoja (#N/A, #REF!) y no dice nada.
   *[other] { $n } celdas tienen un error de la hoja (#N/A, #REF!) y no dicen nada.
 }
cli-notice-letters_lost = { $n ->
    [one] { $n } celda perdió letras (?) antes de llegar; corríjala a mano.
   *[other] { $n } celdas perdieron letras (?) antes de llegar; corríjalas a mano.
 }
cli-ask-delimiter = ¿qué separa las celdas? --delimiter "," o ";"
cli-ask-sheet = ¿qué hoja? { $sheets }: --sheet NOMBRE
cli-ask-no_name = ¿qué columna tiene el nombre? --column "COLUMNA=full_name"
cli-ask-sex_codes = ¿qué sexo es { $signs }? --sex-codes H=male,M=female
cli-ask-date_order = ¿las fechas de «{ $column }» son día/mes o mes/día? --date-order dmy o mdy
cli-ask-two_date_orders = unas fechas solo pueden ser día/mes y otras solo mes/día; ¿las fechas de «{ $column }» son día/mes o mes/día? --date-order dmy o mdy
cli-ask-dates_swapped = en «{ $column }» la hoja parece haber cambiado el día por el mes: lo que guardó como fecha tiene días del 1 al 12 y lo que dejó como texto, del 13 en adelante; ¿se cambian de vuelta? --dates-swapped yes o no
cli-ask-name_order = ¿en «{ $column }» van primero los apellidos? --name-order surname_first o given_first
cli-ask-column_twice = ¿cuál columna es { $meaning }? { $columns }: --column "COLUMNA={ $meaning }" y --column "OTRA=ignore"
cli-ask-header_rows = ¿el renglón { $line } también nombra las columnas? --header-rows 2, o 1 si ya es una persona
cli-ask-name_columns = el nombre parece estar en varias columnas ({ $columns }): --column "COLUMNA=name.surname1" para cada una
cli-ask-hidden_rows = { $n ->
    [one] la hoja oculta { $n } renglón: ¿es una persona de la lista? --hidden-rows take o skip
   *[other] la hoja oculta { $n } renglones: ¿son personas de la lista? --hidden-rows take o skip
 }
cli-ask-lone_rows = los renglones { $lines } solo tienen un nombre: ¿son personas o títulos? --lone-rows people o headings
cli-ask-sex_marks = las columnas { $columns } parecen marcas del sexo y tienen otra cosa: --column "COLUMNA=sex.male", sex.female o ignore
cli-again-new = Renglones nuevos
cli-again-gone = Ya no vienen, y se quedan como están
cli-again-erased = De personas que se borraron, y no se toman; si es otra persona, regístrela aparte
cli-again-registered = ya tiene registro: corríjalo ahí
cli-show-family = Con su familia
cli-show-others = hay otros valores
cli-status-server = Servidor
cli-status-person = Persona
cli-status-roles = Funciones
cli-status-records = Registros
cli-status-documents = Documentos
cli-status-waiting = Cambios por enviar
cli-status-attention = Requieren atención
cli-status-pending = Esperan allá a otros
cli-status-conflicts = Conflictos
cli-status-contact = Último contacto
cli-status-device = Dispositivo
cli-status-aside = Recibido sin poder usarse
cli-status-carried = Paquetes de otros por entregar
cli-status-carried_refused = Paquetes de otros que el servidor no recibió
cli-status-restored = ⚠ Servidor vuelto de un respaldo
cli-status-revoked = Este dispositivo fue dado de baja: avise a la oficina.
cli-status-unknown = El servidor volvió de un respaldo y no conoce este dispositivo: use «enrol» con un código nuevo; no se pierde nada.
cli-password-chosen = Contraseña elegida para la cuenta { $account }
cli-preview-list = Lista
cli-preview-file = Archivo
cli-preview-text = texto, { $encoding }, separado por { $delimiter }
cli-preview-workbook = libro, hoja «{ $sheet }» de { $sheets }
cli-preview-phone = la lista de otro teléfono
cli-preview-header = Encabezado
cli-preview-no_header = ninguno
cli-preview-row = renglón { $row }
cli-preview-sex = Sexo
cli-preview-dates = Fechas
cli-preview-names = Nombres
cli-preview-rows = Renglones
cli-preview-columns = Columnas
cli-preview-left = no se toma
cli-preview-first = Primeros renglones
cli-report-written = { $n ->
    [one] { $n } cifra, { $withheld } de ellas reservadas.
   *[other] { $n } cifras, { $withheld } de ellas reservadas.
 }
cli-resolve-kept = se conservan todos
cli-resolve-nothing = Nada que proponer.
cli-resolve-decided = { $n ->
    [one] { $n } decidido.
   *[other] { $n } decididos.
 }
cli-resolve-proposed = { $n ->
    [one] { $n } por decidir: repita con --yes.
   *[other] { $n } por decidir: repita con --yes.
 }
cli-resolve-left = { $n ->
    [one] { $n } sin propuesta: decídalo.
   *[other] { $n } sin propuesta: decídalos uno por uno.
 }
cli-resolve-others = no: { $values }
cli-site-closed = cerrado
cli-site-no_zone = sin zona horaria
cli-site-night = { $local }, noche del { $night }
cli-site-dif = DIF: { $phones }
cli-site-attorney = Procuraduría: { $phones }
cli-sync-waiting = Otro programa está sincronizando este almacén; espero.
cli-sync-left = { $n ->
    [one] Falta { $n }
   *[other] Faltan { $n }
 }
cli-sync-entered = { $n ->
    [one] { $n } cambio más en el servidor
   *[other] { $n } cambios más en el servidor
 }
cli-sync-received = { $documents } y { $changes } recibidos
cli-sync-documents = { $n ->
    [one] { $n } documento
   *[other] { $n } documentos
 }
cli-sync-changes = { $n ->
    [one] { $n } cambio
   *[other] { $n } cambios
 }
cli-sync-trips = { $n ->
    [one] { $n } viaje
   *[other] { $n } viajes
 }
cli-sync-up = { $n } B arriba
cli-sync-down = { $n } B abajo
cli-sync-quarantined = { $n ->
    [one] { $n } cambio queda aparte: la oficina lo va a revisar
   *[other] { $n } cambios quedan aparte: la oficina los va a revisar
 }
cli-sync-pending = { $n ->
    [one] { $n } cambio espera allá a otros
   *[other] { $n } cambios esperan allá a otros
 }
cli-sync-written_again = { $n ->
    [one] { $n } cambio escrito de nuevo
   *[other] { $n } cambios escritos de nuevo
 }
cli-sync-purged = { $n ->
    [one] { $n } documento que salió de este dispositivo
   *[other] { $n } documentos que salieron de este dispositivo
 }
cli-sync-unusable = { $n ->
    [one] { $n } recibido que no se pudo usar y queda guardado
   *[other] { $n } recibidos que no se pudieron usar y quedan guardados
 }
cli-sync-delivered = { $n ->
    [one] { $n } paquete de otra persona entregado
   *[other] { $n } paquetes de otras personas entregados
 }
cli-sync-refused = { $n ->
    [one] { $n } paquete de otra persona que el servidor no recibió y queda guardado
   *[other] { $n } paquetes de otras personas que el servidor no recibió y quedan guardados
 }
cli-code-length = La clave tiene 9 caracteres y esta tiene { $found }; vuelva a leerla.
cli-code-letter = El carácter { $position } de la clave no puede ser; vuelva a leerla.
cli-code-check = La clave tiene un error; vuelva a leerla.
cli-entry-fields = «{ $kind }» tiene: { $known }.
cli-file-missing = No existe { $path }.
cli-file-forbidden = No hay permiso para usar { $path }.
cli-file-failed = No se pudo usar { $path } ({ $fault }).

## Failures on the command line; those that say the same as the app stand with the app's

cli-failure-passphrase_file = No se pudo leer la frase de paso de { $path } ({ $fault }).
cli-failure-no_passphrase = No hay terminal para preguntar; use un archivo, como con --passphrase-file.
cli-failure-passwords_differ = Las dos contraseñas no son iguales; repita.
cli-failure-passphrases_differ = Las dos frases no son iguales; repita.
cli-failure-no_store = No hay almacén en { $path }; «register» o «enrol» lo crean.
cli-failure-no_vault = Falta el archivo «vault» en { $path }; devuélvalo a su lugar.
cli-failure-passphrase_short = La frase de paso es muy corta: use al menos { $letters } letras, por ejemplo tres palabras.
cli-failure-wrong_passphrase = La frase de paso no abre este almacén; escríbala otra vez.
cli-failure-vault_damaged = El archivo «vault» está dañado o es de una versión posterior; guárdelo aparte y pida ayuda.
cli-failure-no_entropy = El sistema no da números al azar; no se hizo nada.
cli-failure-storage_full = El disco está lleno; libere espacio y repita.
cli-failure-storage_failed = El disco falla ({ $fault }); lo que se dijo guardado, guardado está. Repita; si vuelve a fallar, copie la carpeta a otro disco.
cli-failure-store_busy = Otro programa está usando el almacén; repita en un momento.
cli-failure-store_too_new = El almacén es de una versión posterior; actualice este programa.
cli-failure-damaged = El almacén está dañado ({ $fault }). No borre nada: guarde la carpeta aparte para quien da soporte y dé de alta otra con «enrol»; lo que ya estaba en el servidor vuelve al sincronizar.
cli-failure-internal = No se pudo ({ $fault }); nada guardado se perdió. Avise de esta falla.
cli-failure-no_such_holder = Esa persona no usa este dispositivo.
cli-failure-no_such_record = Ese registro no está en este dispositivo.
cli-failure-no_such_field = No existe el campo «{ $field }».
cli-failure-no_conflict = Ese campo no tiene valores en conflicto.
cli-failure-holds_one = «{ $field }» no puede guardar varios de esos valores: elija uno.
cli-failure-not_enrolled = Este dispositivo no está dado de alta; use «enrol» con un código.
cli-failure-already_enrolled = Este dispositivo ya está dado de alta; para otro servidor use otro almacén.
cli-failure-value_too_long = El texto de «{ $field }» es demasiado largo; divídalo.
cli-failure-no_courier_keys = Falta la llave del servidor: sincronice una vez con red.
cli-failure-not_a_bundle = Eso no es un paquete de Puente.
cli-failure-other_server = Es de otro servidor; lo llevan sus compañeros.
cli-failure-carrying_too_much = Este dispositivo ya lleva demasiado; sincronice antes.
cli-failure-receipt_not_signed = El recibo no es de su servidor; nada cambió. Pida otro.
cli-failure-receipt_not_mine = El recibo es de otro dispositivo.
cli-failure-receipt_outlived = El servidor volvió de un respaldo después de este recibo; envíe otra vez.
cli-failure-address = La dirección del servidor empieza con https:// y el nombre del servidor.
cli-failure-unreachable = No se alcanza el servidor; todo sigue guardado aquí, repita cuando haya red.
cli-failure-untrusted = El certificado del servidor no es de confianza; no siga y avise.
cli-failure-no_tls = Ahí responde un servidor sin https; no se envió nada. Revise la dirección.
cli-failure-line_broke = Se cortó la línea; lo enviado queda enviado, repita para continuar.
cli-failure-not_puente = Respondió otro sitio, no un servidor Puente (HTTP { $status }); revise la red o la dirección.
cli-failure-rows_claimed = Otro teléfono ya toma algunos de esos renglones; vea «list show» y acuérdenlo.
cli-failure-no_such_list = Esa lista no está en este dispositivo, o hay varias con ese nombre; vea «lists».
cli-failure-list_too_many_rows = La lista tiene más de { $most } renglones; divídala.
cli-failure-list_no_header = Ningún renglón nombra las columnas; diga cuál con --header-row N, o --header-row 0 y --column "1=name.given" …
cli-failure-list_no_such_column = La lista no tiene la columna «{ $name }».
cli-failure-list_no_such_sheet = El libro no tiene la hoja «{ $name }».
cli-failure-list_name = La lista necesita un nombre; use --name.
cli-failure-list_questions = Falta decir: { $questions }. Nada se tomó; vea --preview.
cli-failure-list_earlier = { $known } de { $n } personas ya están en la lista { $list }. ¿Es la misma lista? --same-list yes o no. Nada se tomó.
cli-failure-list_code = Es la lista de otro teléfono: dé con --code el código que se vio ahí.
cli-failure-nothing_in_file = { $path } no trae nada de esto; ¿es el archivo correcto?
cli-failure-file_empty = { $path } está vacío: cópielo otra vez.
cli-failure-file_too_large = { $path } es demasiado grande; ¿es el archivo correcto?
cli-failure-bundle_damaged = Un trozo del archivo llegó dañado; lo demás se tomó. Pida otra copia.
cli-failure-bundle_refused = El servidor no recibió un paquete de otra persona; sigue aquí, avísele.
cli-failure-kept_aside = La oficina va a revisar cambios de este dispositivo antes de que entren en la ficha; vea «status».
cli-failure-reply_damaged = La respuesta llegó dañada; lo recibido antes queda, repita.
cli-failure-device_revoked = Este dispositivo fue dado de baja: lo que envía queda aparte hasta que la oficina lo revise. Avise a la oficina.
cli-failure-plain_http = Con http:// cualquiera en el camino lee los datos; use https://, o --plain-http a sabiendas.
cli-failure-name_too_long = El nombre ocupa más de { $most } bytes.
cli-failure-nothing_said = Diga al menos un dato, como type=ine.
cli-failure-no_such_kind = No hay tal clase de dato; hay: { $known }.
cli-failure-which_entry = Ningún dato de este registro, o más de uno, empieza así; vea «entry list».
cli-failure-no_reason = Diga por qué se decide así.
cli-failure-no_such_candidate = Los valores en conflicto van del 1 al { $n }.
cli-failure-no_such_site = Ese sitio no se conoce; los que hay: { $known }.
cli-failure-system_field = «{ $field }» lo pone el sistema y no cambia.
cli-failure-set_has_no_reason = «{ $field }» admite varios valores; vacío ya dice que no hay.
cli-failure-not_a_set = «{ $field }» tiene un solo valor; use «set».
cli-failure-which_value = «{ $field }» admite varios valores; diga cuál quitar.
cli-failure-empty_note = La nota está vacía.

## What a server answers when it refuses

problem-malformed = El mensaje no se entiende.
problem-unsupported_version = Actualice la aplicación.
problem-too_large = Demasiado de una vez.
problem-unknown_device = Este dispositivo no está dado de alta aquí: pida un código.
problem-bad_signature = La firma no corresponde a este servidor o dispositivo.
problem-install_forked = Hay otra copia de este dispositivo en uso.
problem-code_withdrawn = Quien dio el código ya no puede invitar.
problem-code_refused = El código no vale, ya se usó o caducó.
problem-busy = El servidor está ocupado; intente más tarde.
problem-storage_full = El disco del servidor está lleno; no se perdió nada.
problem-storage_failed = El disco del servidor falla; no se perdió nada.
problem-timed_out = El envío tardó demasiado.
problem-internal = El servidor falló; no se perdió nada.
problem-use_nonce = Firme de nuevo con el número del servidor.
problem-proof_refused = La prueba del dispositivo no corresponde a esta petición.
problem-token_refused = La sesión terminó; entre de nuevo.
problem-login_refused = La cuenta o la contraseña no es correcta.
problem-password_needed = Elija primero una contraseña propia.
problem-password_refused = La contraseña nueva es muy corta, muy larga o la misma.
problem-name_refused = El nombre lleva signos ocultos.
problem-forbidden = Su función no permite esto.
problem-purpose_needed = Diga para qué consulta a una persona de otro sitio.
problem-not_found = No existe o no está a su alcance.
problem-no_conflict = No hay nada que decidir en este campo.
problem-outdated = Otra persona lo cambió mientras tanto; revíselo de nuevo.
problem-not_possible = Con este cambio no se puede hacer eso.
problem-too_many_requests = Demasiados intentos; espere un momento.

## Help of `puente-field`

puente_field = Registra personas sin red y sincroniza después
puente_field-any-store = La carpeta del almacén
puente_field-any-passphrase_file = Un archivo cuyo primer renglón es la frase de paso; si no, el que nombra PUENTE_PASSPHRASE_FILE; si no, se pregunta
cli-any-json = Imprime un objeto JSON
puente_field-any-record = La clave del registro
puente_field-any-basis = Con qué fundamento
puente_field-any-missing = Por qué un campo no tiene valor: not_asked, unknown, refused, not_applicable
puente_field-any-field = Cualquier otro campo por su nombre, cuantas veces haga falta, como age=34
puente_field-any-list = El nombre de la lista, o el principio de su número
puente_field-any-row = El número del renglón
puente_field-any-alone = alone, with_family, with_others: sin compañía, con su familia, con otras personas
puente_field-any-urgent_medical = none, today, now: sin urgencia médica, hoy, ahora
puente_field-enrol = Da de alta este dispositivo con un código de un solo uso; crea el almacén si no hay
puente_field-enrol-server = La dirección del servidor, como https://puente.example
puente_field-enrol-code = El código de un solo uso
puente_field-enrol-name = Su nombre como lo dicen sus compañeros; queda junto a lo que escribe. Si no se da, el número del dispositivo
puente_field-enrol-plain_http = Sigue aunque cualquiera en el camino pueda leer lo que se envía (http:// a otra computadora)
puente_field-register = Registra a una persona; crea el almacén si no hay
puente_field-register-given = Nombre(s)
puente_field-register-surname1 = Primer apellido
puente_field-register-surname2 = Segundo apellido
puente_field-register-sex = female, male, x, not_said; o mujer, hombre
puente_field-register-age = Edad: 31, 8 meses, RN; 18+ o <18 si no se sabe más
puente_field-register-birth_date = Fecha de nacimiento: AAAA, AAAA-MM o AAAA-MM-DD
puente_field-register-curp = CURP
puente_field-register-phone = Teléfono; queda donde solo lo lee quien lleva el caso
puente_field-register-family_of = La clave de alguien de la misma familia que ya está registrado
puente_field-import = Toma una lista de llegada y registra a su gente, a cada quien una vez; crea el almacén si no hay
puente_field-import-list = La lista: CSV, XLSX u ODS, una persona por renglón; o la que entregó otro teléfono
puente_field-import-preview = Muestra lo que se reconoció, y no toma nada
puente_field-import-list_only = Toma la lista y no registra a nadie todavía
puente_field-import-rows = Registra solo estos renglones: 1-45, o 46-90,101, o 91-
puente_field-import-name = Cómo se llama la lista; si no se da, como el archivo sin su terminación
puente_field-import-code = El código de una lista que entregó otro teléfono
puente_field-import-same_list = Si es una versión nueva de una lista que ya está: yes (sí), no
puente_field-import-encoding = Codificación: utf-8, utf-16le, utf-16be, windows-1252, macintosh, cp850
puente_field-import-delimiter = Lo que separa las celdas: , ; tab |
puente_field-import-sheet = La hoja del libro, por su nombre o su número
puente_field-import-header_row = El renglón que nombra las columnas; 0 si ninguno
puente_field-import-header_rows = Cuántos renglones nombran las columnas, uno debajo de otro
puente_field-import-column = Qué dice una columna, cuantas veces haga falta: "FECHA=birth.date", o number, full_name, surnames, note, ignore
puente_field-import-sex_codes = Qué significan los signos del sexo: H=male,M=female (también x, not_said)
puente_field-import-date_order = Orden de las fechas: dmy (día, mes, año), mdy, ymd
puente_field-import-dates_swapped = Si la hoja cambió el día por el mes en lo que tomó por fechas: yes (sí), no
puente_field-import-name_order = Orden de los nombres: surname_first (primero los apellidos), given_first
puente_field-import-hidden_rows = Los renglones que la hoja no muestra: take (se toman), skip (no)
puente_field-import-lone_rows = Los renglones con un nombre y nada más: people (personas), headings (títulos)
puente_field-lists = Las listas de llegada de este dispositivo
puente_field-take = Registra a quien está en un renglón de una lista, con lo que se preguntó
puente_field-take-age = Edad en años
puente_field-absent = Anota que quien está en un renglón de una lista no vino
puente_field-claim = Dice qué renglones de una lista toma este teléfono
puente_field-claim-rows = 1-45, o 46-90,101, o 91-
puente_field-set = Da un valor a un campo
puente_field-set-field = El nombre del campo, como birth.date
puente_field-set-value = El valor
puente_field-set-missing = Por qué no hay valor: not_asked, unknown, refused, not_applicable
puente_field-add = Agrega un valor a un campo que admite varios
puente_field-add-field = El nombre del campo, como needs
puente_field-add-value = El valor que se agrega
puente_field-remove = Quita un valor
puente_field-remove-field = El nombre del campo
puente_field-remove-value = Cuál de varios valores
puente_field-entry = Papeles, acompañantes, teléfonos, estancias: lo que puede haber varias veces
puente_field-entry-add = Agrega uno
puente_field-entry-add-kind = La clase, como identity_paper; «entry list» dice cuáles hay
puente_field-any-fields = Un campo de la clase y su valor, como type=ine
puente_field-entry-set = Corrige uno
puente_field-any-kind = La clase
puente_field-any-entry = Su número, o el principio
puente_field-entry-set-without = Un campo al que se le quita lo que dice
puente_field-entry-take_back = Quita uno que se anotó por error; el historial conserva lo que decía
puente_field-entry-list = Los de un registro, con sus números; o las clases que hay
puente_field-entry-list-record = La clave del registro; sin ella se muestran las clases y sus campos
puente_field-service = Anota un servicio que se dio
puente_field-service-type = El servicio, como meal
puente_field-service-quantity = Cuántos
puente_field-note = Escribe una nota confidencial; «-» la lee de la entrada
puente_field-note-text = La nota; «-» la lee de la entrada, para que no quede en la historia de la terminal
puente_field-move = Pasa un registro a otro sitio
puente_field-move-site = El sitio: su nombre o su número, de los que muestra «sites»
puente_field-report_treatment = Cuenta cómo se trató a la gente, sin nadie a quien se pueda distinguir, en un archivo CSV
puente_field-report_treatment-out = El archivo CSV que se escribe; lo que ya existe no se sobrescribe
puente_field-list = Los registros de este dispositivo; con «show» una lista de llegada, con «hand-over» la lista para otro teléfono
puente_field-list-show = Una lista de llegada con sus renglones
puente_field-list-show-missing = Solo los renglones de los que no se sabe nada
puente_field-list-hand_over = Una lista de llegada como archivo para otro teléfono, que solo se abre con un código
puente_field-any-out = El archivo que se escribe; no debe existir
puente_field-list-hand_over-rows = Los renglones que toma el otro teléfono: 46-90, o 91-
puente_field-show = Un registro
puente_field-find = Busca personas por su nombre, como sea que se escriba
puente_field-find-text = Nombres, o cómo empiezan o suenan
puente_field-conflicts = Campos con varios valores, y quién los escribió
puente_field-conflicts-record = Solo este registro
puente_field-ask = Marca un conflicto para preguntarlo a la persona
puente_field-ask-field = El nombre del campo, como lo muestra «conflicts»
puente_field-ask-no = Ya no hay que preguntarlo
puente_field-resolve = Decide cuál de varios valores queda, o todo como se propone
puente_field-resolve-field = El nombre del campo, como lo muestra «conflicts»
puente_field-resolve-value = El valor que queda
puente_field-resolve-candidate = El que queda, por su número en «conflicts»
puente_field-resolve-missing = Que no hay valor, y por qué
puente_field-resolve-keep_all = Todos: de un nombre, los demás quedan como otros nombres
puente_field-resolve-all_proposed = Todo como se propone; primero se muestra, y se hace con --yes
puente_field-resolve-of = Con --all-proposed: solo este registro
puente_field-resolve-yes = Con --all-proposed: hace lo que muestra
puente_field-resolve-reason = Por qué; queda con la decisión. Con --all-proposed, si no se da, la regla que se siguió
puente_field-history = Quién escribió qué, cuándo y por qué; o el registro como era
puente_field-history-field = Solo quién escribió este campo, y cuándo
puente_field-history-at = El registro como era entonces, en UTC: AAAA-MM-DD o AAAA-MM-DDThh:mm
puente_field-duplicates = Registros de este dispositivo que pueden ser de una misma persona
puente_field-household = Quiénes vinieron juntos como familia
puente_field-household-record = De quién se muestra la familia
puente_field-household-join = Dos personas son de una familia
puente_field-any-one = La clave de un registro
puente_field-any-other = La del otro
puente_field-household-leave = Saca a personas de su familia; varias juntas forman una propia
puente_field-household-leave-records = Las claves de los registros
puente_field-household-split = Retira que la familia de un registro es la misma que otra
puente_field-household-with = Con quién viaja alguien, sea o no de la familia
puente_field-household-with-relation = Qué es el otro de ellos: spouse, child, cousin, friend, neighbour, …
puente_field-household-separate = Un familiar del que separaron a alguien; queda donde solo pocos lo leen
puente_field-household-separate-name = El nombre del familiar
puente_field-household-separate-relation = Qué es el familiar: spouse, child, parent, …
puente_field-household-separate-when = Cuándo: before, at_arrest, in_detention, at_removal, on_the_way, here
puente_field-household-separate-on = La fecha: AAAA, AAAA-MM o AAAA-MM-DD
puente_field-household-separate-at = Dónde los separaron
puente_field-household-separate-field = Cualquier otro campo del dato, como age=9
puente_field-household-role = Qué es alguien en la familia: head, spouse, child, sibling, parent, other
puente_field-household-role-role = Qué es: head, spouse, child, sibling, parent, other
puente_field-password = Elige la contraseña que pide la consola del servidor
puente_field-password-new_file = Un archivo cuyo primer renglón es la contraseña nueva; si no, se pregunta
puente_field-password-current_file = Un archivo cuyo primer renglón es la contraseña de ahora, o la que le entregaron; ninguno la primera vez
puente_field-sync = Intercambia lo nuevo con el servidor, una vez
puente_field-export_bundle = Escribe lo que el servidor no tiene en un archivo que cualquiera puede llevar y solo él puede leer
puente_field-carry = Lleva paquetes de compañeros, que se entregan con la próxima sincronización
puente_field-carry-files = Paquetes de compañeros; se entregan con la próxima sincronización
puente_field-carry-receipts_out = Escribe los recibos de lo que se entregó, para devolverlos
puente_field-import_receipt = Toma recibos que volvieron a mano
puente_field-import_receipt-files = Recibos que volvieron
puente_field-status = Este almacén en conjunto
puente_field-sites = Los sitios del servidor: qué hora es ahí, y a quién llamar por una niña o un niño que vino sin compañía
puente_field-watch = Sincroniza cada vez que hay algo nuevo, hasta que se interrumpe; con --json, un objeto por cada vez

## What stands for the values, in capitals as usual

cli-value-dir = CARPETA
cli-value-file = ARCHIVO
cli-value-files = ARCHIVOS
cli-value-url = DIRECCIÓN
cli-value-code = CÓDIGO
cli-value-checkpoint = PUNTO-DE-CONTROL
cli-value-proof = PRUEBA
cli-value-socket = SOCKET
cli-value-name = NOMBRE
cli-value-record = REGISTRO
cli-value-records = REGISTROS
cli-value-kind = CLASE
cli-value-entry = DATO
cli-value-field = CAMPO
cli-value-value = VALOR
cli-value-reason = MOTIVO
cli-value-field_value = CAMPO=VALOR
cli-value-field_reason = CAMPO=MOTIVO
cli-value-id = CAMPO
cli-value-id_value = CAMPO=VALOR
cli-value-id_reason = CAMPO=MOTIVO
cli-value-list = LISTA
cli-value-row = RENGLÓN
cli-value-rows = RENGLONES
cli-value-n = N
cli-value-basis = FUNDAMENTO
cli-value-age = EDAD
cli-value-alone = COMPAÑÍA
cli-value-when = CUÁNDO
cli-value-date = FECHA
cli-value-time = HORA
cli-value-curp = CURP
cli-value-phone = TELÉFONO
cli-value-given = NOMBRE
cli-value-surname1 = APELLIDO
cli-value-surname2 = APELLIDO
cli-value-sex = SEXO
cli-value-same_list = RESPUESTA
cli-value-encoding = CODIFICACIÓN
cli-value-delimiter = SIGNO
cli-value-sheet = HOJA
cli-value-column_field = COLUMNA=CAMPO
cli-value-sign_sex = SIGNO=SEXO
cli-value-date_order = ORDEN
cli-value-dates_swapped = RESPUESTA
cli-value-name_order = ORDEN
cli-value-hidden_rows = RESPUESTA
cli-value-lone_rows = RESPUESTA
cli-value-one = REGISTRO
cli-value-other = OTRO
cli-value-relation = PARENTESCO
cli-value-place = LUGAR
cli-value-role = FUNCIÓN
cli-value-text = TEXTO
cli-value-quantity = CANTIDAD
cli-value-type = TIPO
cli-value-site = SITIO

## Fields of a record

field-code = Clave
field-card = Tarjetas impresas
field-home_site = Sitio responsable
field-registered_at = Registro
field-status = Estado del caso
field-flags = Avisos para el personal
field-ask = Por preguntar a la persona
field-arrival-at = Llegada
field-arrival-point = Punto de llegada
field-arrival-mode = Medio de llegada
field-arrival-group = Grupo de llegada
field-arrival-list = Lista o vuelo
field-arrival-row = Renglón de la lista
field-notice-version = Aviso de privacidad
field-notice-mode = Cómo se dio el aviso
field-notice-language = Idioma del aviso
field-name-given = Nombre(s)
field-name-surname1 = Primer apellido
field-name-surname2 = Segundo apellido
field-name-alias = Otros nombres
field-name-quality = Calidad del nombre
field-sex = Sexo
field-age = Edad al registro
field-minor-notified_at = Aviso al DIF y a la Procuraduría
field-alone = ¿Viene solo o sola?
field-household = Grupo familiar
field-household-role = Papel en el grupo familiar
field-household-joined = Grupos familiares que son uno
field-urgent_medical = Urgencia médica
field-needs = Necesidades
field-languages = Idiomas
field-languages-read = Idiomas que lee
field-interpreter_needed = Necesita intérprete
field-transport-need = Necesita transporte
field-transport-provided_at = Transporte dado
field-transport-ticket = Boleto
field-birth-date = Fecha de nacimiento
field-birth-estimated = Fecha de nacimiento estimada
field-birth-country = País de nacimiento
field-birth-state = Estado de nacimiento
field-birth-municipality = Municipio de nacimiento
field-nationality = Nacionalidad
field-curp = CURP
field-curp-status = Cómo se supo la CURP
field-repatriation-folio = Folio de la constancia de repatriación
field-marital_status = Estado civil
field-phone = Teléfono
field-contact-note = Nota de contacto
field-contact-made_at = Habló con su familia
field-contact-ask = Por preguntar a la persona
field-destination-intent = Qué piensa hacer
field-destination-country = País de destino
field-destination-state = Estado de destino
field-destination-municipality = Municipio de destino
field-destination-locality = Localidad de destino
field-destination-address = Domicilio de destino
field-destination-has_place = Tiene dónde llegar
field-destination-with_whom = Con quién llega
field-destination-fear = Teme volver a su lugar de origen
field-medical_flags = Salud
field-pregnancy-weeks = Semanas de embarazo
field-disability-seeing = Dificultad para ver
field-disability-hearing = Dificultad para oír
field-disability-walking = Dificultad para caminar
field-disability-remembering = Dificultad para recordar o concentrarse
field-disability-self_care = Dificultad para vestirse o bañarse
field-disability-communicating = Dificultad para comunicarse
field-psych_risk = Riesgo emocional
field-protection-flags = Medidas de protección
field-protection-ask = Por preguntar a la persona
field-uam-dif_called_at = Llamada al DIF
field-uam-ppnna_notified_at = Aviso a la Procuraduría de protección
field-uam-dif_referral_ref = Folio del DIF
field-uam-acta_canalizacion_ref = Folio del acta de canalización
field-uam-accompanied_by_verified = Se verificó quién acompaña
field-us_children-count = Hijas e hijos en Estados Unidos
field-us_children-citizens = Cuántos son ciudadanos de ese país
field-us_children-with_whom = Con quién están
field-us_children-urgent = Su situación es urgente
field-tracing-consent = Con quién compartir la búsqueda
field-return-type = Tipo de retorno
field-return-from_country = País desde el que retorna
field-return-from_place = Lugar desde el que retorna
field-return-us_state = Último estado en Estados Unidos
field-return-authority = Autoridad que retornó
field-return-detention_days = Días en detención
field-return-detention_centre = Centro de detención
field-return-count_prior = Retornos anteriores
field-us_alien_number = Número de extranjero (A-)
field-gender_identity = Identidad de género
field-indigenous = Se considera indígena
field-indigenous-people = Pueblo indígena
field-legal-needs_lawyer = Necesita abogada o abogado
field-legal-prior_lawyer = Tuvo abogada o abogado
field-legal-pending_us_case = Caso pendiente en Estados Unidos
field-legal-asylum_claim = Pidió o quiere pedir refugio
field-treatment-reported = Relata malos tratos
field-treatment-wants_to_report = Quiere denunciar
field-treatment-types = Tipo de trato
field-treatment-actors = Quién lo hizo
field-treatment-country = País donde ocurrió
field-treatment-state = Estado donde ocurrió
field-treatment-place = Lugar donde ocurrió
field-treatment-date = Cuándo ocurrió
field-treatment-consent = Acepta un informe anónimo
field-treatment-narrative = Relato
field-education-level = Escolaridad
field-education-country = País donde estudió
field-education-us_school_grade = Grado escolar en Estados Unidos
field-education-transfer_doc = Tiene documento de transferencia
field-english_level = Inglés
field-sectors = Sectores de interés
field-job-help = Quiere ayuda para trabajar
field-job-available_from = Disponible desde
field-job-may_share = Compartir con empleadores
field-us-years = Años en Estados Unidos
field-us-arrived_year = Año de llegada a Estados Unidos

## Entries of a record: what there may be several of

entry-identity_paper = Documento de identidad
entry-identity_paper-type = Documento
entry-identity_paper-state = Estado
entry-identity_paper-number = Número
entry-identity_paper-country = País que lo expidió
entry-identity_paper-issued = Expedición
entry-identity_paper-expires = Vencimiento
entry-identity_paper-mrz = Zona de lectura mecánica
entry-identity_paper-taken_by = Quién lo retuvo
entry-identity_paper-claim = Reclamo
entry-identity_paper-claim_ref = Folio del reclamo
entry-companion = Acompañante
entry-companion-record = Clave del registro
entry-companion-name = Nombre
entry-companion-relation = Qué es de la persona
entry-companion-until = Viajaron juntos hasta
entry-service = Servicio
entry-service-type = Servicio
entry-service-provider = Quién lo dio
entry-service-at = Cuándo
entry-service-quantity = Cantidad
entry-service-outcome = Resultado
entry-service-by = Quién lo anotó
entry-stay = Estancia
entry-stay-site = Albergue
entry-stay-unit = Dormitorio
entry-stay-bed = Cama
entry-stay-status = Estado
entry-stay-check_in = Ingreso
entry-stay-check_out = Salida
entry-stay-nights = Noches
entry-referral = Canalización
entry-referral-to_site = Sitio de destino
entry-referral-to_org = Organización de destino
entry-referral-reason = Para qué
entry-referral-status = Estado
entry-referral-sent_at = Enviada
entry-referral-due_by = Vence
entry-referral-consent = Consentimiento
entry-referral-override_reason = Por qué sin consentimiento
entry-referral-feedback = Respuesta
entry-referral-closed_at = Cerrada
entry-arrival = Otra llegada
entry-arrival-at = Cuándo
entry-arrival-point = Punto de llegada
entry-arrival-mode = Medio de llegada
entry-arrival-group = Grupo de llegada
entry-arrival-list = Lista o vuelo
entry-occupation = Ocupación
entry-occupation-country = País
entry-occupation-title = En qué trabajó
entry-occupation-code = Clave SINCO
entry-occupation-sector = Sector
entry-occupation-years = Años
entry-skill = Habilidad
entry-skill-skill = Habilidad
entry-skill-has_certificate = Tiene certificado
entry-skill-issued_by = Quién lo certificó
entry-skill-year = Año
entry-consent = Consentimiento
entry-consent-purpose = Para qué
entry-consent-partner = Con quién
entry-consent-decision = Decisión
entry-consent-legal_basis = Base legal
entry-consent-method = Cómo se dio
entry-consent-given_by = Quién lo dio
entry-consent-child_view = La niña o el niño está de acuerdo
entry-consent-witness = Testigo
entry-consent-notice_version = Versión del aviso
entry-consent-language = Idioma
entry-consent-at = Cuándo
entry-consent-expires = Vence
entry-consent-evidence = Comprobante
entry-rights_request = Solicitud ARCO
entry-rights_request-type = Derecho
entry-rights_request-at = Recibida
entry-rights_request-due_by = Responder antes de
entry-rights_request-outcome = Resultado
entry-rights_request-answered_at = Respondida
entry-retention = Conservación
entry-retention-purpose = Finalidad
entry-retention-delete_after = Borrar después de
entry-retention-hold_reason = Por qué se conserva
entry-phone = Otro teléfono
entry-phone-number = Número
entry-phone-owner = De quién es
entry-phone-safe_to_call = Se puede llamar
entry-phone-safe_to_text = Se puede escribir
entry-phone-whatsapp = Tiene WhatsApp
entry-emergency_contact = Contacto de emergencia
entry-emergency_contact-name = Nombre
entry-emergency_contact-relation = Qué es de la persona
entry-emergency_contact-phone = Teléfono
entry-emergency_contact-country = País
entry-emergency_contact-place = Lugar
entry-emergency_contact-may_disclose = Se le puede informar
entry-photo = Fotografía
entry-photo-attachment = Archivo
entry-photo-purpose = Para qué
entry-photo-taken_at = Tomada
entry-note = Nota de protección
entry-note-text = Nota
entry-note-at = Cuándo
entry-vulnerability = Vulnerabilidad
entry-vulnerability-code = Código
entry-vulnerability-active = Vigente
entry-vulnerability-basis = Con base en
entry-vulnerability-reason = Motivo
entry-vulnerability-set_by = Quién lo señaló
entry-vulnerability-at = Desde
entry-vulnerability-review_by = Revisar antes de
entry-vulnerability-ended_reason = Por qué dejó de estar vigente
entry-separated_family = Familiar separado
entry-separated_family-record = Clave del registro
entry-separated_family-name = Nombre
entry-separated_family-relation = Qué es de la persona
entry-separated_family-age = Edad
entry-separated_family-is_minor = Es menor de edad
entry-separated_family-country = País
entry-separated_family-place = Lugar
entry-separated_family-separated_when = Cuándo les separaron
entry-separated_family-separated_on = Fecha de la separación
entry-separated_family-separated_at = Lugar de la separación
entry-separated_family-reason = Causa
entry-separated_family-by = Quién les separó
entry-separated_family-wants_tracing = Quiere que se le busque
entry-separated_family-consent = Acepta que se comparta la búsqueda
entry-separated_family-tracing_status = Búsqueda
entry-medication_lost = Medicamento perdido
entry-medication_lost-name = Medicamento
entry-medication_lost-dose = Dosis
entry-medication_lost-last_dose = Última toma
entry-medication_lost-taken_by = Quién lo retuvo
entry-medication_lost-replaced_at = Repuesto
entry-care = Atención confidencial
entry-care-type = Atención
entry-care-provider = Quién la dio
entry-care-at = Cuándo
entry-care-outcome = Resultado
entry-care-note = Nota
entry-care-by = Quién lo anotó
entry-protection_referral = Canalización confidencial
entry-protection_referral-to_org = Organización de destino
entry-protection_referral-reason = Para qué
entry-protection_referral-status = Estado
entry-protection_referral-sent_at = Enviada
entry-protection_referral-due_by = Vence
entry-protection_referral-consent = Consentimiento
entry-protection_referral-override_reason = Por qué sin consentimiento
entry-protection_referral-feedback = Respuesta
entry-protection_referral-closed_at = Cerrada
entry-belonging = Pertenencia
entry-belonging-item = Qué
entry-belonging-description = Descripción
entry-belonging-value = Valor estimado
entry-belonging-where_left = Dónde quedó
entry-belonging-authority = Quién lo retuvo
entry-belonging-receipt_no = Número de recibo
entry-belonging-lost_on = Desde cuándo
entry-belonging-wants_recovery = Quiere recuperarlo
entry-belonging-claim = Reclamo
entry-belonging-claim_ref = Folio del reclamo
entry-belonging-claim_updated = Última noticia
entry-us_asset = Asunto en Estados Unidos
entry-us_asset-type = Qué
entry-us_asset-description = Descripción
entry-us_asset-place = Dónde
entry-us_asset-value = Valor estimado
entry-us_asset-date = Fecha
entry-us_asset-wants_help = Quiere ayuda

## Codes of the fields

code-alone-alone = Viene solo o sola
code-alone-with_family = Con familia
code-alone-with_others = Con otras personas
code-arrival-mode-foot = A pie
code-arrival-mode-bus = Autobús
code-arrival-mode-flight = Vuelo
code-arrival-mode-vehicle = Otro vehículo
code-arrival-mode-other = Otro
code-belonging-item-id_mx = Documentos mexicanos
code-belonging-item-id_us = Documentos de Estados Unidos
code-belonging-item-documents = Otros documentos
code-belonging-item-cash = Dinero en efectivo
code-belonging-item-cheque = Cheque sin cobrar
code-belonging-item-phone = Teléfono
code-belonging-item-medicine = Medicinas
code-belonging-item-clothes = Ropa
code-belonging-item-jewellery = Joyas
code-belonging-item-vehicle = Vehículo
code-belonging-item-home = Casa o departamento
code-belonging-item-pet = Mascota
code-belonging-item-tools = Herramientas
code-belonging-item-other = Otro
code-birth-state-AS = Aguascalientes
code-birth-state-BC = Baja California
code-birth-state-BS = Baja California Sur
code-birth-state-CC = Campeche
code-birth-state-CL = Coahuila
code-birth-state-CM = Colima
code-birth-state-CS = Chiapas
code-birth-state-CH = Chihuahua
code-birth-state-DF = Ciudad de México
code-birth-state-DG = Durango
code-birth-state-GT = Guanajuato
code-birth-state-GR = Guerrero
code-birth-state-HG = Hidalgo
code-birth-state-JC = Jalisco
code-birth-state-MC = Estado de México
code-birth-state-MN = Michoacán
code-birth-state-MS = Morelos
code-birth-state-NT = Nayarit
code-birth-state-NL = Nuevo León
code-birth-state-OC = Oaxaca
code-birth-state-PL = Puebla
code-birth-state-QT = Querétaro
code-birth-state-QR = Quintana Roo
code-birth-state-SP = San Luis Potosí
code-birth-state-SL = Sinaloa
code-birth-state-SR = Sonora
code-birth-state-TC = Tabasco
code-birth-state-TS = Tamaulipas
code-birth-state-TL = Tlaxcala
code-birth-state-VZ = Veracruz
code-birth-state-YN = Yucatán
code-birth-state-ZS = Zacatecas
code-birth-state-NE = Nació en el extranjero
code-care-type-psychological = Atención psicológica
code-care-type-psychosocial = Acompañamiento psicosocial
code-care-type-medical = Consulta médica confidencial
code-care-type-medication = Medicamento
code-care-type-child_protection = Protección de la niñez
code-care-type-gender_violence = Atención por violencia de género
code-care-type-safe_room = Espacio seguro
code-care-type-addiction = Atención por consumo de sustancias
code-care-type-family_mediation = Mediación familiar
code-care-type-complaint = Acompañamiento para denunciar
code-care-type-other = Otra
code-case-status-open = Abierto
code-case-status-transferred = Trasladado a otro sitio
code-case-status-departed = Salió
code-case-status-absent = Ausente
code-case-status-returned_again = Volvió a ser retornado
code-case-status-deceased = Falleció
code-case-status-closed_no_contact = Cerrado sin contacto
code-children_with-other_parent = Con la madre o el padre
code-children_with-kin = Con familiares
code-children_with-friend = Con amistades
code-children_with-foster_state = En custodia del Estado
code-children_with-alone = Sin compañía
code-children_with-unknown = Se desconoce
code-claim-status-none = Sin reclamo
code-claim-status-opened = Abierto
code-claim-status-consulate = En el consulado
code-claim-status-recovered = Recuperado
code-claim-status-denied = Negado
code-consent-decision-yes = Sí
code-consent-decision-no = No
code-consent-decision-withdrawn = Lo retiró
code-consent-given_by-self = La persona
code-consent-given_by-parent = Madre o padre
code-consent-given_by-guardian = Tutora o tutor
code-consent-given_by-authority = La autoridad de protección
code-consent-method-signature = Firma
code-consent-method-thumb = Huella
code-consent-method-verbal_witnessed = De palabra, con testigo
code-consent-method-guardian = Por la persona a cargo
code-consent-purpose-shelter_service = Recibir servicios
code-consent-purpose-share_partner = Compartir con una organización
code-consent-purpose-share_government = Compartir con una autoridad
code-consent-purpose-tracing = Buscar a la familia
code-consent-purpose-research_anonymous = Estadística sin nombres
code-consent-purpose-photo = Fotografía
code-consent-purpose-biometrics = Biometría
code-consent-purpose-job_matching = Buscar empleo
code-country-MEX = México
code-country-GTM = Guatemala
code-country-HND = Honduras
code-country-SLV = El Salvador
code-country-NIC = Nicaragua
code-country-CRI = Costa Rica
code-country-PAN = Panamá
code-country-BLZ = Belice
code-country-USA = Estados Unidos
code-country-CUB = Cuba
code-country-HTI = Haití
code-country-DOM = República Dominicana
code-country-JAM = Jamaica
code-country-VEN = Venezuela
code-country-COL = Colombia
code-country-ECU = Ecuador
code-country-PER = Perú
code-country-BOL = Bolivia
code-country-BRA = Brasil
code-country-CHL = Chile
code-country-ARG = Argentina
code-country-PRY = Paraguay
code-country-URY = Uruguay
code-country-CAN = Canadá
code-country-AFG = Afganistán
code-country-ALB = Albania
code-country-DEU = Alemania
code-country-AND = Andorra
code-country-AGO = Angola
code-country-AIA = Anguila
code-country-ATA = Antártida
code-country-ATG = Antigua y Barbuda
code-country-SAU = Arabia Saudita
code-country-DZA = Argelia
code-country-ARM = Armenia
code-country-ABW = Aruba
code-country-AUS = Australia
code-country-AUT = Austria
code-country-AZE = Azerbaiyán
code-country-BHS = Bahamas
code-country-BHR = Bahrein
code-country-BGD = Bangladesh
code-country-BRB = Barbados
code-country-BEL = Bélgica
code-country-BEN = Benin
code-country-BMU = Bermudas
code-country-BLR = Bielorrusia
code-country-BES = Bonaire, San Eustaquio y Saba
code-country-BIH = Bosnia y Herzegovina
code-country-BWA = Botswana
code-country-BRN = Brunei Darussalam
code-country-BGR = Bulgaria
code-country-BFA = Burkina Faso
code-country-BDI = Burundi
code-country-BTN = Bután
code-country-CPV = Cabo Verde
code-country-KHM = Camboya
code-country-CMR = Camerún
code-country-QAT = Catar
code-country-TCD = Chad
code-country-CHN = China
code-country-CYP = Chipre
code-country-COM = Comoras
code-country-COG = Congo
code-country-COD = Congo (República Democrática del)
code-country-CIV = Costa de Marfil
code-country-HRV = Croacia
code-country-CUW = Curaçao
code-country-DNK = Dinamarca
code-country-DMA = Dominica
code-country-EGY = Egipto
code-country-ARE = Emiratos Árabes Unidos
code-country-ERI = Eritrea
code-country-SVK = Eslovaquia
code-country-SVN = Eslovenia
code-country-ESP = España
code-country-EST = Estonia
code-country-SWZ = Esuatini
code-country-ETH = Etiopía
code-country-FJI = Fiji
code-country-PHL = Filipinas
code-country-FIN = Finlandia
code-country-FRA = Francia
code-country-GAB = Gabón
code-country-GMB = Gambia
code-country-GEO = Georgia
code-country-SGS = Georgia del Sur y las Islas Sandwich del Sur
code-country-GHA = Ghana
code-country-GIB = Gibraltar
code-country-GRD = Granada
code-country-GRC = Grecia
code-country-GRL = Groenlandia
code-country-GLP = Guadalupe
code-country-GUM = Guam
code-country-GUF = Guayana Francesa
code-country-GGY = Guernsey
code-country-GIN = Guinea
code-country-GNB = Guinea Bissau
code-country-GNQ = Guinea Ecuatorial
code-country-GUY = Guyana
code-country-HMD = Heard e Islas McDonald
code-country-HKG = Hong Kong
code-country-HUN = Hungría
code-country-IND = India
code-country-IDN = Indonesia
code-country-IRN = Irán
code-country-IRQ = Iraq
code-country-IRL = Irlanda
code-country-BVT = Isla Bouvet
code-country-IMN = Isla de Man
code-country-CXR = Isla de Navidad
code-country-NFK = Isla Norfolk
code-country-ISL = Islandia
code-country-ALA = Islas Åland
code-country-CYM = Islas Caimán
code-country-CCK = Islas Cocos (Keeling)
code-country-COK = Islas Cook
code-country-FRO = Islas Feroe
code-country-FLK = Islas Malvinas
code-country-MNP = Islas Marianas del Norte
code-country-MHL = Islas Marshall
code-country-SLB = Islas Salomón
code-country-TCA = Islas Turcas y Caicos
code-country-UMI = Islas Ultramarinas Menores de los Estados Unidos
code-country-VGB = Islas Vírgenes británicas
code-country-VIR = Islas Vírgenes de los Estados Unidos
code-country-ISR = Israel
code-country-ITA = Italia
code-country-JPN = Japón
code-country-JEY = Jersey
code-country-JOR = Jordania
code-country-KAZ = Kazajistán
code-country-KEN = Kenia
code-country-KGZ = Kirguistán
code-country-KIR = Kiribati
code-country-KWT = Kuwait
code-country-LSO = Lesoto
code-country-LVA = Letonia
code-country-LBN = Líbano
code-country-LBR = Liberia
code-country-LBY = Libia
code-country-LIE = Liechtenstein
code-country-LTU = Lituania
code-country-LUX = Luxemburgo
code-country-MAC = Macao
code-country-MKD = Macedonia del Norte
code-country-MDG = Madagascar
code-country-MYS = Malasia
code-country-MWI = Malaui
code-country-MDV = Maldivas
code-country-MLI = Malí
code-country-MLT = Malta
code-country-MAR = Marruecos
code-country-MTQ = Martinica
code-country-MUS = Mauricio
code-country-MRT = Mauritania
code-country-MYT = Mayotte
code-country-FSM = Micronesia
code-country-MDA = Moldavia
code-country-MCO = Mónaco
code-country-MNG = Mongolia
code-country-MNE = Montenegro
code-country-MSR = Montserrat
code-country-MOZ = Mozambique
code-country-MMR = Myanmar
code-country-NAM = Namibia
code-country-NRU = Nauru
code-country-NPL = Nepal
code-country-NER = Níger
code-country-NGA = Nigeria
code-country-NIU = Niue
code-country-NOR = Noruega
code-country-NCL = Nueva Caledonia
code-country-NZL = Nueva Zelanda
code-country-OMN = Omán
code-country-NLD = Países Bajos
code-country-PAK = Pakistán
code-country-PLW = Palau
code-country-PSE = Palestina
code-country-PNG = Papua Nueva Guinea
code-country-PCN = Pitcairn
code-country-PYF = Polinesia Francesa
code-country-POL = Polonia
code-country-PRT = Portugal
code-country-PRI = Puerto Rico
code-country-GBR = Reino Unido
code-country-SYR = República Árabe Siria
code-country-CAF = República Centroafricana
code-country-CZE = República Checa
code-country-KOR = República de Corea
code-country-LAO = República Democrática Popular de Lao
code-country-PRK = República Popular Democrática de Corea
code-country-REU = Reunión
code-country-RWA = Ruanda
code-country-ROU = Rumanía
code-country-RUS = Rusia
code-country-ESH = Sahara Occidental
code-country-BLM = Saint Barthélemy
code-country-KNA = Saint Kitts y Nevis
code-country-MAF = Saint Martin (francesa)
code-country-WSM = Samoa
code-country-ASM = Samoa Americana
code-country-SMR = San Marino
code-country-SPM = San Pedro y Miquelón
code-country-VCT = San Vicente y las Granadinas
code-country-SHN = Santa Helena, Ascensión y Tristán de Acuña
code-country-LCA = Santa Lucía
code-country-VAT = Santa Sede
code-country-STP = Santo Tomé y Príncipe
code-country-SEN = Senegal
code-country-SRB = Serbia
code-country-SYC = Seychelles
code-country-SLE = Sierra Leona
code-country-SGP = Singapur
code-country-SXM = Sint Maarten (neerlandesa)
code-country-SOM = Somalia
code-country-LKA = Sri Lanka
code-country-ZAF = Sudáfrica
code-country-SDN = Sudán
code-country-SSD = Sudán del Sur
code-country-SWE = Suecia
code-country-CHE = Suiza
code-country-SUR = Suriname
code-country-SJM = Svalbard y Jan Mayen
code-country-THA = Tailandia
code-country-TWN = Taiwán
code-country-TZA = Tanzania
code-country-TJK = Tayikistán
code-country-IOT = Territorio Británico del Océano Índico
code-country-ATF = Tierras Australes Francesas
code-country-TLS = Timor-Leste
code-country-TGO = Togo
code-country-TKL = Tokelau
code-country-TON = Tonga
code-country-TTO = Trinidad y Tobago
code-country-TUN = Túnez
code-country-TKM = Turkmenistán
code-country-TUR = Turquía
code-country-TUV = Tuvalu
code-country-UKR = Ucrania
code-country-UGA = Uganda
code-country-UZB = Uzbekistán
code-country-VUT = Vanuatu
code-country-VNM = Vietnam
code-country-WLF = Wallis y Futuna
code-country-YEM = Yemen
code-country-DJI = Yibuti
code-country-ZMB = Zambia
code-country-ZWE = Zimbabue
code-country-XKX = Kosovo
code-country-XXA = Persona apátrida
code-country-XXB = Persona refugiada (Convención de 1951)
code-country-XXC = Persona refugiada (otra)
code-curp-status-verified_document = Vista en un documento
code-curp-status-spoken = Dicha de palabra
code-curp-status-derived_mismatch = No coincide con los datos
code-destination-intent-home_community = Volver a su comunidad
code-destination-intent-other_mx = Ir a otro lugar del país
code-destination-intent-stay_here = Quedarse aquí
code-destination-intent-re_migrate = Volver a migrar
code-destination-intent-unknown = Aún no sabe
code-difficulty-none = Ninguna dificultad
code-difficulty-some = Alguna dificultad
code-difficulty-a_lot = Mucha dificultad
code-difficulty-cannot = No puede hacerlo
code-education-level-none = Ninguno
code-education-level-primary = Primaria
code-education-level-secondary = Secundaria
code-education-level-upper_sec = Preparatoria
code-education-level-technical = Técnico
code-education-level-tertiary = Universidad
code-education-level-unknown = Se desconoce
code-flags-see_staff = Hablar con la coordinación
code-flags-advise_on_check_in = Avisar cuando ingrese
code-flags-advise_on_check_out = Avisar antes de que salga
code-flags-advise_on_transfer = Avisar antes de trasladar
code-vulnerability-basis-observed = Observado
code-vulnerability-basis-told = Dicho por la persona
code-vulnerability-basis-document = Documento
code-vulnerability-basis-referred = Informado por otra organización
code-vulnerability-basis-rule = Por sus datos (edad, compañía)
code-retention-hold_reason-claim_open = Reclamo abierto
code-retention-hold_reason-case_open = Caso abierto
code-retention-hold_reason-tracing_open = Búsqueda abierta
code-retention-hold_reason-legal_order = Orden de una autoridad
code-retention-hold_reason-person_asked = Lo pidió la persona
code-household-role-head = Responsable del grupo
code-household-role-spouse = Cónyuge o pareja
code-household-role-child = Hija o hijo
code-household-role-parent = Madre o padre
code-household-role-sibling = Hermana o hermano
code-household-role-grandparent = Abuela o abuelo
code-household-role-grandchild = Nieta o nieto
code-household-role-other_relative = Otro familiar
code-household-role-other = Otra persona
code-job-help-now = Sí, ahora
code-job-help-later = Más adelante
code-job-help-no = No
code-language-spa = Español
code-language-eng = Inglés
code-language-nah = Náhuatl
code-language-yua = Maya yucateco
code-language-mixteco = Mixteco
code-language-zap = Zapoteco
code-language-tzh = Tseltal
code-language-tzo = Tsotsil
code-language-ctu = Ch'ol
code-language-tsz = Purépecha
code-language-mam = Mam
code-language-quc = K'iche'
code-language-kek = Q'eqchi'
code-language-hat = Criollo haitiano
code-language-por = Portugués
code-language-fra = Francés
code-language-mfs = Lengua de señas mexicana
code-language-otomi = Otomí
code-language-totonaco = Totonaco
code-language-mazateco = Mazateco
code-language-chinanteco = Chinanteco
code-language-mixe = Mixe
code-language-tlapaneco = Tlapaneco (me'phaa)
code-language-tarahumara = Tarahumara (rarámuri)
code-language-mazahua = Mazahua
code-language-amuzgo = Amuzgo
code-language-chatino = Chatino
code-language-triqui = Triqui
code-language-zoque = Zoque
code-language-popoluca = Popoluca
code-language-popoloca = Popoloca
code-language-tepehuano = Tepehuano
code-language-tepehua = Tepehua
code-language-cuicateco = Cuicateco
code-language-chontal_oaxaca = Chontal de Oaxaca
code-language-huave = Huave (ombeayiüts)
code-language-pame = Pame
code-language-cora = Cora (naayeri)
code-language-matlatzinca = Matlatzinca
code-language-chf = Chontal de Tabasco (yokot'an)
code-language-hch = Huichol (wixárika)
code-language-hus = Huasteco (tének)
code-language-mfy = Mayo (yoreme)
code-language-yaq = Yaqui (yoeme)
code-language-sei = Seri (comcaac)
code-language-ood = Pápago (tohono o'odham)
code-language-pia = Pima
code-language-var = Guarijío
code-language-toj = Tojolabal
code-language-lac = Lacandón
code-language-mhc = Mochó (qato'k)
code-language-coc = Cucapá
code-language-dih = Kumiai
code-language-klb = Kiliwa
code-language-ppi = Paipai
code-language-kic = Kikapú
code-language-pei = Chichimeco jonaz
code-language-coz = Chocholteco
code-language-ixc = Ixcateco
code-language-ocu = Tlahuica (pjiekakjo)
code-language-msd = Lengua de señas maya yucateca
code-language-cak = Kaqchikel
code-language-poh = Poqomchi'
code-language-poc = Poqomam
code-language-kjb = Q'anjob'al
code-language-knj = Akateko
code-language-jac = Popti' (jakalteko)
code-language-cac = Chuj
code-language-ixl = Ixil
code-language-agu = Awakateko
code-language-acr = Achi
code-language-tzj = Tz'utujil
code-language-quv = Sakapulteko
code-language-qum = Sipakapense
code-language-ttc = Tektiteko
code-language-usp = Uspanteko
code-language-itz = Itza'
code-language-mop = Mopán
code-language-caa = Ch'orti'
code-language-cab = Garífuna
code-language-xin = Xinka
code-language-ppl = Náhuat (pipil)
code-language-miq = Miskito
code-language-yan = Mayangna
code-language-ulw = Ulwa
code-language-rma = Rama
code-language-jic = Tol (tolupán)
code-language-pay = Pech
code-language-bzd = Bribri
code-language-cjp = Cabécar
code-language-gut = Maléku
code-language-brn = Brunca (boruca)
code-language-gym = Ngäbere
code-language-sab = Buglere
code-language-tfr = Naso (teribe)
code-language-cuk = Guna
code-language-kvn = Guna de la frontera
code-language-emp = Emberá
code-language-noa = Wounaan
code-language-bzk = Criollo nicaragüense
code-language-bzj = Criollo beliceño
code-language-jam = Criollo jamaicano
code-language-csr = Lengua de señas costarricense
code-language-esn = Lengua de señas salvadoreña
code-language-gsm = Lengua de señas guatemalteca
code-language-hds = Lengua de señas hondureña
code-language-ncs = Lengua de señas nicaragüense
code-language-lsp = Lengua de señas panameña
code-language-ase = Lengua de señas americana
code-language-quz = Quechua
code-language-qvz = Kichwa
code-language-aym = Aimara
code-language-grn = Guaraní
code-language-guc = Wayuu
code-language-ara = Árabe
code-language-zho = Chino
code-language-rus = Ruso
code-language-ukr = Ucraniano
code-language-hin = Hindi
code-language-pan = Panyabí
code-language-guj = Guyaratí
code-language-ben = Bengalí
code-language-nep = Nepalí
code-language-urd = Urdu
code-language-tam = Tamil
code-language-tel = Telugu
code-language-sin = Cingalés
code-language-pus = Pastún
code-language-prs = Darí
code-language-fas = Persa
code-language-kur = Kurdo
code-language-tur = Turco
code-language-hye = Armenio
code-language-kat = Georgiano
code-language-uzb = Uzbeko
code-language-kir = Kirguís
code-language-kaz = Kazajo
code-language-tgk = Tayiko
code-language-vie = Vietnamita
code-language-khm = Jemer
code-language-lao = Lao
code-language-mya = Birmano
code-language-tgl = Tagalo
code-language-kor = Coreano
code-language-jpn = Japonés
code-language-ron = Rumano
code-language-rom = Romaní
code-language-ita = Italiano
code-language-deu = Alemán
code-language-heb = Hebreo
code-language-som = Somalí
code-language-amh = Amárico
code-language-tir = Tigriña
code-language-orm = Oromo
code-language-swa = Suajili
code-language-lin = Lingala
code-language-kon = Kikongo
code-language-wol = Wólof
code-language-ful = Fula
code-language-man = Mandinga
code-language-bam = Bambara
code-language-hau = Hausa
code-language-yor = Yoruba
code-language-ibo = Igbo
code-language-twi = Twi
code-language-kri = Krio
code-language-pcm = Pidgin nigeriano
code-language-pap = Papiamento
code-language-amu = Amuzgo de Guerrero
code-language-azm = Amuzgo de Ipalapa
code-language-azg = Amuzgo de San Pedro Amuzgos
code-language-cya = Chatino de Nopala
code-language-cta = Chatino de Tataltepec
code-language-ctz = Chatino de Zacatepec
code-language-czn = Chatino de Zenzontepec
code-language-cly = Chatino del oriente (sierra)
code-language-ctp = Chatino del poniente (sierra)
code-language-csa = Chinanteco de Chiltepec
code-language-cco = Chinanteco de Comaltepec
code-language-cnl = Chinanteco de Lalana
code-language-cle = Chinanteco de Lealao
code-language-chj = Chinanteco de Ojitlán
code-language-chz = Chinanteco de Ozumacín
code-language-cpa = Chinanteco de Palantla
code-language-chq = Chinanteco de Quiotepec
code-language-cso = Chinanteco de Sochiapam
code-language-cnt = Chinanteco de Tepetotutla
code-language-cte = Chinanteco de Tepinapa
code-language-ctl = Chinanteco de Tlacoatzintepec
code-language-cuc = Chinanteco de Usila
code-language-cvn = Chinanteco de Valle Nacional
code-language-chd = Chontal de la sierra de Oaxaca
code-language-clo = Chontal de la tierra baja de Oaxaca
code-language-cok = Cora de Santa Teresa
code-language-crn = Cora del Nayar
code-language-cux = Cuicateco de Tepeuxila
code-language-cut = Cuicateco de Teutila
code-language-hve = Huave de San Dionisio Del Mar
code-language-hue = Huave de San Francisco Del Mar
code-language-huv = Huave de San Mateo Del Mar
code-language-hvv = Huave de Santa María Del Mar
code-language-mat = Matlatzinca de San Francisco
code-language-mmc = Mazahua de Michoacán
code-language-maz = Mazahua del centro
code-language-vmy = Mazateco de Ayautla
code-language-maq = Mazateco de Chiquihuitlán
code-language-mau = Mazateco de Huautla
code-language-mzi = Mazateco de Ixcatlán
code-language-maj = Mazateco de Jalapa De Díaz
code-language-vmz = Mazateco de Mazatlán
code-language-pbm = Mazateco de Puebla
code-language-maa = Mazateco de San Jerónimo Tecóatl
code-language-vmp = Mazateco de Soyaltepec
code-language-mco = Mixe de Coatlán
code-language-mxq = Mixe de Juquila
code-language-mzl = Mixe de Mazatlán
code-language-pxm = Mixe de Quetzaltepec
code-language-mxp = Mixe de Tlahuitoltepec
code-language-mto = Mixe de Totontepec
code-language-neq = Mixe del centro norte
code-language-mir = Mixe del Istmo
code-language-mim = Mixteco de Alacatlatzala
code-language-xta = Mixteco de Alcozauca
code-language-mbz = Mixteco de Amoltepec
code-language-mip = Mixteco de Apasco-Apoala
code-language-mib = Mixteco de Atatláhuca
code-language-miy = Mixteco de Ayutla
code-language-miu = Mixteco de Cacaloxtepec
code-language-mih = Mixteco de Chayuco
code-language-xtb = Mixteco de Chazumba
code-language-mii = Mixteco de Chigmecatitlán
code-language-miz = Mixteco de Coatzospan
code-language-xtu = Mixteco de Cuyamecalco
code-language-xtd = Mixteco de Diuxi-Tilantongo
code-language-mxs = Mixteco de Huitepec
code-language-mce = Mixteco de Itundujia
code-language-vmj = Mixteco de Ixtayutla
code-language-mxt = Mixteco de Jamiltepec
code-language-vmc = Mixteco de Juxtlahuaca
code-language-xtm = Mixteco de Magdalena Peñasco
code-language-mxv = Mixteco de Metlatónoc
code-language-vmm = Mixteco de Mitlatongo
code-language-mix = Mixteco de Mixtepec
code-language-mie = Mixteco de Ocotepec
code-language-mil = Mixteco de Peñoles
code-language-mio = Mixteco de Pinotepa Nacional
code-language-mjc = Mixteco de San Juan Colorado
code-language-xtj = Mixteco de San Juan Teita
code-language-mig = Mixteco de San Miguel El Grande
code-language-xtp = Mixteco de San Miguel Piedras
code-language-mdv = Mixteco de Santa Lucía Monteverde
code-language-mza = Mixteco de Santa María Zacatepec
code-language-mks = Mixteco de Silacayoapan
code-language-xts = Mixteco de Sindihui
code-language-xti = Mixteco de Sinicahua
code-language-vmq = Mixteco de Soyaltepec
code-language-xtt = Mixteco de Tacahua
code-language-vmx = Mixteco de Tamazola
code-language-mxb = Mixteco de Tezoatlán
code-language-mtx = Mixteco de Tidaá
code-language-xtl = Mixteco de Tijaltepec
code-language-mqh = Mixteco de Tlazoyaltepec
code-language-mtu = Mixteco de Tututepec
code-language-xty = Mixteco de Yoloxochitl
code-language-mpm = Mixteco de Yosondúa
code-language-mvg = Mixteco de Yucuañe
code-language-mab = Mixteco de Yutanduchi
code-language-mxa = Mixteco del noroeste de Oaxaca
code-language-xtn = Mixteco del norte de Tlaxiaco
code-language-jmx = Mixteco del poniente de Juxtlahuaca
code-language-mit = Mixteco del sur de Puebla
code-language-mxy = Mixteco del sureste de Nochixtlán
code-language-meh = Mixteco del suroeste de Tlaxiaco
code-language-naz = Náhuatl de Coatepec
code-language-ngu = Náhuatl de Guerrero
code-language-nhq = Náhuatl de Huaxcaleca
code-language-nhk = Náhuatl de Istmo-Cosoleacaque
code-language-nhx = Náhuatl de Istmo-Mecayapan
code-language-nhp = Náhuatl de Istmo-Pajapan
code-language-azz = Náhuatl de la sierra de Puebla
code-language-ncl = Náhuatl de Michoacán
code-language-nhm = Náhuatl de Morelos
code-language-nht = Náhuatl de Ometepec
code-language-nlv = Náhuatl de Orizaba
code-language-nhz = Náhuatl de Santa María La Alta
code-language-nsu = Náhuatl de Sierra Negra
code-language-nhv = Náhuatl de Temascaltepec
code-language-nhg = Náhuatl de Tetelcingo
code-language-nuz = Náhuatl de Tlamacazapa
code-language-nhi = Náhuatl de Zacatlán-Ahuacatlán-Tepetzintla
code-language-nhn = Náhuatl del centro
code-language-nch = Náhuatl del centro de la Huasteca
code-language-ncx = Náhuatl del centro de Puebla
code-language-nhy = Náhuatl del norte de Oaxaca
code-language-ncj = Náhuatl del norte de Puebla
code-language-azd = Náhuatl del oriente de Durango
code-language-nhe = Náhuatl del oriente de la Huasteca
code-language-azn = Náhuatl del poniente de Durango
code-language-nhw = Náhuatl del poniente de la Huasteca
code-language-npl = Náhuatl del sureste de Puebla
code-language-ots = Otomí de Estado de México
code-language-otz = Otomí de Ixtenco
code-language-ote = Otomí de Mezquital
code-language-otq = Otomí de Querétaro
code-language-ott = Otomí de Temoaya
code-language-otn = Otomí de Tenango
code-language-otx = Otomí de Texcatepec
code-language-otl = Otomí de Tilapa
code-language-otm = Otomí del oriente (sierra)
code-language-pbs = Pame del centro
code-language-pmq = Pame del norte
code-language-pbf = Popoloca de Coyotepec
code-language-pbe = Popoloca de Mezontla
code-language-pow = Popoloca de San Felipe Otlaltepec
code-language-poe = Popoloca de San Juan Atzingo
code-language-pps = Popoloca de San Luís Temalacayuca
code-language-pls = Popoloca de San Marcos Tlacoyalco
code-language-pca = Popoloca de Santa Inés Ahuatempan
code-language-poi = Popoluca de la sierra
code-language-plo = Popoluca de Oluta
code-language-pos = Popoluca de Sayula
code-language-poq = Popoluca de Texistepec
code-language-pua = Purépecha del poniente (sierra)
code-language-tac = Tarahumara de la tierra baja
code-language-tar = Tarahumara del centro
code-language-thh = Tarahumara del norte
code-language-tcu = Tarahumara del sureste
code-language-twr = Tarahumara del suroeste
code-language-tee = Tepehua de Huehuetla
code-language-tpp = Tepehua de Pisaflores
code-language-tpt = Tepehua de Tlachichilco
code-language-ntp = Tepehuano del norte
code-language-stp = Tepehuano del sureste
code-language-tla = Tepehuano del suroeste
code-language-tpx = Tlapaneco (me'phaa) de Acatepec
code-language-tpc = Tlapaneco (me'phaa) de Azoyú
code-language-tcf = Tlapaneco (me'phaa) de Malinaltepec
code-language-tpl = Tlapaneco (me'phaa) de Tlacoapa
code-language-tku = Totonaco alto de Necaxa
code-language-toc = Totonaco de Coyutla
code-language-tlp = Totonaco de Filomena Mata-Coahuitlán
code-language-tos = Totonaco de la sierra
code-language-top = Totonaco de Papantla
code-language-tcw = Totonaco de Tecpatlán
code-language-too = Totonaco de Xicotepec De Juárez
code-language-tlc = Totonaco de Yecuatla
code-language-tqt = Totonaco del poniente
code-language-trs = Triqui de Chicahuaxtla
code-language-trc = Triqui de Copala
code-language-trq = Triqui de San Martín Itunyoso
code-language-zaq = Zapoteco de Aloápam
code-language-zpo = Zapoteco de Amatlán
code-language-zoo = Zapoteco de Asunción Mixtepec
code-language-zaf = Zapoteco de Ayoquesco
code-language-zad = Zapoteco de Cajonos
code-language-zpv = Zapoteco de Chichicapan
code-language-zpc = Zapoteco de Choapan
code-language-zca = Zapoteco de Coatecas Altas
code-language-zps = Zapoteco de Coatlán
code-language-zte = Zapoteco de Elotepec
code-language-zpg = Zapoteco de Guevea De Humboldt
code-language-ztu = Zapoteco de Güilá
code-language-zpa = Zapoteco de Lachiguiri
code-language-zpl = Zapoteco de Lachixío
code-language-ztl = Zapoteco de Lapaguía-Guivini
code-language-ztp = Zapoteco de Loxicha
code-language-zpy = Zapoteco de Mazaltepec
code-language-zam = Zapoteco de Miahuatlán
code-language-zaw = Zapoteco de Mitla
code-language-zpm = Zapoteco de Mixtepec
code-language-zac = Zapoteco de Ocotlán
code-language-zao = Zapoteco de Ozolotepec
code-language-zpe = Zapoteco de Petapa
code-language-zpj = Zapoteco de Quiavicuzas
code-language-ztq = Zapoteco de Quioquitani-Quierí
code-language-zar = Zapoteco de Rincón
code-language-ztm = Zapoteco de San Agustín Mixtepec
code-language-zpx = Zapoteco de San Baltazar Loxicha
code-language-zpf = Zapoteco de San Pedro Quiatoni
code-language-zpt = Zapoteco de San Vicente Coatlán
code-language-ztn = Zapoteco de Santa Catarina Albarradas
code-language-zpn = Zapoteco de Santa Inés Yatzechi
code-language-zpi = Zapoteco de Santa María Quiegolani
code-language-zpr = Zapoteco de Santiago Xanica
code-language-zas = Zapoteco de Santo Domingo Albarradas
code-language-zaa = Zapoteco de Sierra de Juárez
code-language-zat = Zapoteco de Tabaa
code-language-ztt = Zapoteco de Tejalapan
code-language-zpz = Zapoteco de Texmelucan
code-language-zts = Zapoteco de Tilquiapan
code-language-zpk = Zapoteco de Tlacolulita
code-language-zph = Zapoteco de Totomachapan
code-language-zax = Zapoteco de Xadani
code-language-ztg = Zapoteco de Xanaguía
code-language-zpu = Zapoteco de Yalálag
code-language-zae = Zapoteco de Yareni
code-language-zty = Zapoteco de Yatee
code-language-zav = Zapoteco de Yatzachi
code-language-zpb = Zapoteco de Yautepec
code-language-ztx = Zapoteco de Zaachila
code-language-zpw = Zapoteco de Zaniza
code-language-zpq = Zapoteco de Zoogocho
code-language-zpp = Zapoteco del Alto
code-language-zai = Zapoteco del Istmo
code-language-zab = Zapoteco del poniente de Tlacolula
code-language-zsr = Zapoteco del sur de Rincon
code-language-zpd = Zapoteco del sureste de Ixtlán
code-language-zoh = Zoque de Chimalapa
code-language-zoc = Zoque de Copainalá
code-language-zos = Zoque de Francisco León
code-language-zor = Zoque de Rayón
code-language-zoq = Zoque de Tabasco
code-language-level-none = Nada
code-language-level-basic = Básico
code-language-level-working = Suficiente para trabajar
code-language-level-fluent = Con fluidez
code-consent-legal_basis-consent = Consentimiento
code-consent-legal_basis-vital_interest = Interés vital
code-consent-legal_basis-legal_obligation = Obligación legal
code-consent-legal_basis-legitimate_interest = Interés legítimo
code-marital_status-single = Soltería
code-marital_status-married = Matrimonio
code-marital_status-union = Unión libre
code-marital_status-separated = Separación
code-marital_status-divorced = Divorcio
code-marital_status-widowed = Viudez
code-medical_flags-injury = Lesión
code-medical_flags-chronic_with_medication = Enfermedad crónica con medicación
code-medical_flags-medication_taken_away = Le quitaron su medicamento
code-medical_flags-pregnancy = Embarazo
code-medical_flags-breastfeeding = Lactancia
code-medical_flags-infectious_suspected = Posible enfermedad contagiosa
code-medical_flags-disability = Discapacidad
code-medical_flags-mental_health_crisis = Crisis emocional
code-medical_flags-detox = Síndrome de abstinencia
code-medical_flags-allergy = Alergia
code-medical_flags-serious_illness = Enfermedad grave
code-missing_reason-not_asked = No se preguntó
code-missing_reason-unknown = No sabe
code-missing_reason-refused = Prefiere no decir
code-missing_reason-not_applicable = No aplica
code-name-quality-full = Completo
code-name-quality-partial = Incompleto
code-name-quality-alias = Sobrenombre o clave
code-name-quality-refused = No quiso decirlo
code-needs-water = Agua
code-needs-food = Comida
code-needs-clothing_shoes = Ropa o zapatos
code-needs-hygiene = Artículos de higiene
code-needs-menstrual = Artículos menstruales
code-needs-shower = Regadera
code-needs-sleep = Lugar para dormir
code-needs-call_family = Llamar a su familia
code-needs-charger = Cargar el teléfono
code-needs-medicine = Medicinas
code-needs-doctor = Atención médica
code-needs-legal = Asesoría legal
code-needs-transport = Transporte
code-needs-cash = Dinero en efectivo
code-needs-id_papers = Documentos de identidad
code-needs-baby_items = Artículos para bebé
code-needs-interpreter = Intérprete
code-needs-coordinator = Hablar con la coordinación
code-notice-mode-shown = Se mostró
code-notice-mode-read_out = Se leyó en voz alta
code-notice-mode-audio = Se escuchó en audio
code-identity_paper-state-has = Lo tiene
code-identity_paper-state-copy_photo = Tiene copia o foto
code-identity_paper-state-lost = Lo perdió
code-identity_paper-state-taken_by_authority = Se lo quitó una autoridad
code-identity_paper-state-left_behind = Se quedó en Estados Unidos
code-identity_paper-state-in_process = En trámite
code-identity_paper-state-never_had = Nunca lo tuvo
code-identity_paper-type-acta_nacimiento = Acta de nacimiento
code-identity_paper-type-curp = Constancia de la CURP
code-identity_paper-type-ine = Credencial del INE
code-identity_paper-type-pasaporte = Pasaporte
code-identity_paper-type-matricula_consular = Matrícula consular
code-identity_paper-type-constancia_repatriacion = Constancia de repatriación
code-identity_paper-type-us_id = Identificación de Estados Unidos
code-identity_paper-type-us_work_permit = Permiso de trabajo de Estados Unidos
code-identity_paper-type-licencia = Licencia de conducir
code-identity_paper-type-cartilla = Cartilla militar
code-identity_paper-type-dpi = Documento personal de identidad (DPI, DUI, DNI)
code-identity_paper-type-residence_card = Tarjeta de residencia
code-identity_paper-type-refugee_paper = Constancia de refugio o asilo
code-identity_paper-type-school_record = Constancia de estudios
code-identity_paper-type-other = Otro
code-identity_paper-type-none = Ninguno
code-permission-yes = Sí
code-permission-ask = Preguntar antes
code-permission-no = No
code-phone-owner-self = Propio
code-phone-owner-relative = De un familiar
code-phone-owner-friend = De una amistad
code-phone-owner-shelter = Del albergue
code-phone-owner-employer = Del trabajo
code-phone-owner-other = De otra persona
code-photo-purpose-identification = Reconocer a la persona
code-photo-purpose-card = Credencial del albergue
code-photo-purpose-tracing = Búsqueda de familiares
code-protection-flags-deny_check_out = No dar salida sin la coordinación
code-protection-flags-not_transferable = No trasladar
code-protection-flags-no_visitors = No recibe visitas
code-protection-flags-no_information = No dar informes a nadie
code-protection_referral-reason-dif = DIF
code-protection_referral-reason-ppnna = Procuraduría de protección
code-protection_referral-reason-psychological = Atención psicológica
code-protection_referral-reason-medical = Atención médica confidencial
code-protection_referral-reason-gender_violence = Violencia de género
code-protection_referral-reason-trafficking = Trata
code-protection_referral-reason-asylum = Refugio o asilo
code-protection_referral-reason-human_rights = Derechos humanos
code-protection_referral-reason-prosecutor = Fiscalía
code-protection_referral-reason-safe_house = Casa de seguridad
code-protection_referral-reason-tracing = Búsqueda de familiares
code-protection_referral-reason-other = Otro
code-psych_risk-none = Sin riesgo aparente
code-psych_risk-watch = Acompañar de cerca
code-psych_risk-immediate = Atender de inmediato
code-purpose-operation = Operar la recepción
code-purpose-identification = Reconocer a la persona
code-purpose-assistance = Dar lo que necesita
code-purpose-contact = Contactar y reunir familias
code-purpose-protection = Proteger a la persona
code-purpose-livelihood = Apoyar escuela y trabajo
code-purpose-claims = Recuperar lo suyo
code-purpose-monitoring = Vigilar un retorno digno
code-purpose-rights = Probar consentimientos y derechos
code-referral-reason-shelter = Alojamiento
code-referral-reason-legal = Asesoría legal
code-referral-reason-health = Salud
code-referral-reason-id_papers = Documentos de identidad
code-referral-reason-education = Escuela
code-referral-reason-employment = Empleo
code-referral-reason-training = Capacitación
code-referral-reason-transport = Transporte
code-referral-reason-family_contact = Contacto con la familia
code-referral-reason-cash = Apoyo económico
code-referral-reason-coordinator = Lo explica la coordinación
code-referral-reason-other = Otro
code-referral-status-draft = Borrador
code-referral-status-sent = Enviada
code-referral-status-accepted = Aceptada
code-referral-status-rejected = Rechazada
code-referral-status-done = Cumplida
code-referral-status-revoked = Retirada
code-referral-status-expired = Vencida
code-relation-spouse = Cónyuge o pareja
code-relation-child = Hija o hijo
code-relation-stepchild = Hijastra o hijastro
code-relation-parent = Madre o padre
code-relation-stepparent = Madrastra o padrastro
code-relation-sibling = Hermana o hermano
code-relation-grandparent = Abuela o abuelo
code-relation-grandchild = Nieta o nieto
code-relation-aunt_uncle = Tía o tío
code-relation-niece_nephew = Sobrina o sobrino
code-relation-cousin = Prima o primo
code-relation-in_law = Familia política
code-relation-guardian = Tutora o tutor
code-relation-ward = Menor a su cargo
code-relation-godparent = Madrina o padrino
code-relation-friend = Amistad
code-relation-neighbour = Paisana o paisano
code-relation-employer = Empleador
code-relation-other = Otra
code-return-authority-ice_ero = ICE, deportaciones (ERO)
code-return-authority-cbp_ofo = CBP, puertos de entrada (OFO)
code-return-authority-usbp = Patrulla Fronteriza
code-return-authority-other = Otra
code-return-authority-unknown = Se desconoce
code-return-type-deportation_order = Orden de deportación
code-return-type-expedited = Remoción acelerada
code-return-type-voluntary_departure = Salida voluntaria
code-return-type-self_return = Retorno por su cuenta
code-return-type-expulsion = Expulsión
code-return-type-port_refusal = Rechazo en puerto de entrada
code-return-type-third_country_national = Enviado a un tercer país
code-return-type-unknown = Se desconoce
code-rights_request-outcome-pending = Pendiente
code-rights_request-outcome-granted = Concedida
code-rights_request-outcome-partly = Concedida en parte
code-rights_request-outcome-denied = Negada
code-rights_request-outcome-withdrawn = Retirada
code-rights_request-type-access = Acceso
code-rights_request-type-rectify = Rectificación
code-rights_request-type-cancel = Cancelación
code-rights_request-type-oppose = Oposición
code-sectors-construction = Construcción
code-sectors-agriculture = Campo
code-sectors-manufacturing = Manufactura o maquila
code-sectors-restaurants = Restaurantes
code-sectors-cleaning = Limpieza
code-sectors-care = Cuidado de personas
code-sectors-driving = Transporte y logística
code-sectors-retail = Comercio
code-sectors-mechanics = Mecánica
code-sectors-it = Informática
code-sectors-call_centre = Centro de llamadas bilingüe
code-sectors-landscaping = Jardinería
code-sectors-hospitality = Hotelería
code-sectors-teaching = Enseñanza
code-sectors-own_business = Negocio propio
code-sectors-other = Otro
code-separated_when-before = Antes de la detención
code-separated_when-at_arrest = En la detención
code-separated_when-in_detention = Durante la detención
code-separated_when-at_removal = En la deportación
code-separated_when-on_the_way = En el camino
code-separated_when-here = Después de llegar
code-separated_when-unknown = Se desconoce
code-separation_reason-arrest_and_detention = Detención
code-separation_reason-repatriation = Deportación
code-separation_reason-migration = Migración
code-separation_reason-abuse = Violencia o abuso
code-separation_reason-sickness = Enfermedad
code-separation_reason-death = Fallecimiento
code-separation_reason-abandonment = Abandono
code-separation_reason-entrusted = Quedó al cuidado de alguien
code-separation_reason-custody = Decisión de un juez o de servicios sociales
code-separation_reason-poverty = Pobreza
code-separation_reason-disaster = Desastre
code-separation_reason-conflict = Conflicto
code-separation_reason-other = Otra
code-service-outcome-done = Hecho
code-service-outcome-partly = Hecho en parte
code-service-outcome-follow_up = Requiere seguimiento
code-service-outcome-not_available = No había
code-service-outcome-declined = No lo quiso
code-service-type-water = Agua
code-service-type-meal = Comida
code-service-type-clothing = Ropa o zapatos
code-service-type-hygiene_kit = Paquete de higiene
code-service-type-shower = Regadera
code-service-type-call = Llamada
code-service-type-charging = Carga de teléfono
code-service-type-medical = Atención médica
code-service-type-legal = Asesoría legal
code-service-type-transport = Transporte
code-service-type-cash = Apoyo en efectivo
code-service-type-cash_card = Tarjeta de apoyo
code-service-type-id_papers = Trámite de documentos
code-service-type-shelter = Alojamiento
code-service-type-medicine = Medicinas
code-service-type-laundry = Lavandería
code-service-type-baby_items = Artículos para bebé
code-service-type-education = Escuela o clases
code-service-type-school_enrolment = Inscripción escolar
code-service-type-employment = Colocación en un empleo
code-service-type-training = Capacitación para el trabajo
code-service-type-social_security = Afiliación al IMSS
code-service-type-family_contact = Contacto con la familia
code-service-type-interpreter = Intérprete
code-service-type-information = Información
code-service-type-other = Otro
code-sex-female = Mujer
code-sex-male = Hombre
code-sex-x = Otro
code-sex-not_said = Prefiere no decir
code-state-01 = Aguascalientes
code-state-02 = Baja California
code-state-03 = Baja California Sur
code-state-04 = Campeche
code-state-05 = Coahuila
code-state-06 = Colima
code-state-07 = Chiapas
code-state-08 = Chihuahua
code-state-09 = Ciudad de México
code-state-10 = Durango
code-state-11 = Guanajuato
code-state-12 = Guerrero
code-state-13 = Hidalgo
code-state-14 = Jalisco
code-state-15 = Estado de México
code-state-16 = Michoacán
code-state-17 = Morelos
code-state-18 = Nayarit
code-state-19 = Nuevo León
code-state-20 = Oaxaca
code-state-21 = Puebla
code-state-22 = Querétaro
code-state-23 = Quintana Roo
code-state-24 = San Luis Potosí
code-state-25 = Sinaloa
code-state-26 = Sonora
code-state-27 = Tabasco
code-state-28 = Tamaulipas
code-state-29 = Tlaxcala
code-state-30 = Veracruz
code-state-31 = Yucatán
code-state-32 = Zacatecas
code-stay-status-planned = Prevista
code-stay-status-in = Hospedado
code-stay-status-absent = Ausente por unas horas
code-stay-status-out = Salió
code-stay-status-no_show = No llegó
code-tracing-consent-extended = Más allá de las organizaciones aliadas
code-tracing-consent-partners = Organizaciones aliadas
code-tracing-consent-none = Nadie
code-tracing-status-not_started = Sin iniciar
code-tracing-status-searching = En búsqueda
code-tracing-status-located = Localizado
code-tracing-status-in_contact = En contacto
code-tracing-status-reunited = Se reunieron
code-tracing-status-closed = Cerrada
code-treatment-actors-ice = ICE
code-treatment-actors-cbp = CBP o Patrulla Fronteriza
code-treatment-actors-private_detention = Centro de detención privado
code-treatment-actors-police_us = Policía de Estados Unidos
code-treatment-actors-police_mx = Policía de México
code-treatment-actors-inm = INM
code-treatment-actors-police_other = Policía de otro país
code-treatment-actors-organised_crime = Crimen organizado
code-treatment-actors-other = Otro
code-treatment-types-verbal = Insultos
code-treatment-types-physical = Violencia física
code-treatment-types-sexual = Violencia sexual
code-treatment-types-threats = Amenazas
code-treatment-types-denied_food_water = Le negaron comida o agua
code-treatment-types-denied_medical = Le negaron atención médica
code-treatment-types-restraints = Esposas o cadenas
code-treatment-types-separation = Separación de su familia
code-treatment-types-night_removal = Deportación de noche
code-treatment-types-coerced_signature = Le obligaron a firmar
code-treatment-types-no_consular_notice = Sin aviso al consulado
code-treatment-types-belongings_kept = Le quitaron sus pertenencias
code-treatment-types-extortion = Extorsión o robo
code-treatment-types-other = Otro
code-urgent_medical-none = No hay urgencia médica
code-urgent_medical-today = Necesita atención hoy
code-urgent_medical-now = Necesita atención ahora
code-us_asset-type-bank = Cuenta de banco
code-us_asset-type-wages_owed = Salarios sin pagar
code-us_asset-type-vehicle = Vehículo
code-us_asset-type-property = Propiedad
code-us_asset-type-case_pending = Juicio o trámite pendiente
code-us_asset-type-court_date = Cita en la corte
code-us_asset-type-pension = Pensión o impuestos
code-us_asset-type-other = Otro
code-us_state-AL = Alabama
code-us_state-AK = Alaska
code-us_state-AZ = Arizona
code-us_state-AR = Arkansas
code-us_state-CA = California
code-us_state-CO = Colorado
code-us_state-CT = Connecticut
code-us_state-DE = Delaware
code-us_state-DC = Distrito de Columbia
code-us_state-FL = Florida
code-us_state-GA = Georgia
code-us_state-HI = Hawái
code-us_state-ID = Idaho
code-us_state-IL = Illinois
code-us_state-IN = Indiana
code-us_state-IA = Iowa
code-us_state-KS = Kansas
code-us_state-KY = Kentucky
code-us_state-LA = Luisiana
code-us_state-ME = Maine
code-us_state-MD = Maryland
code-us_state-MA = Massachusetts
code-us_state-MI = Míchigan
code-us_state-MN = Minnesota
code-us_state-MS = Misisipi
code-us_state-MO = Misuri
code-us_state-MT = Montana
code-us_state-NE = Nebraska
code-us_state-NV = Nevada
code-us_state-NH = Nuevo Hampshire
code-us_state-NJ = Nueva Jersey
code-us_state-NM = Nuevo México
code-us_state-NY = Nueva York
code-us_state-NC = Carolina del Norte
code-us_state-ND = Dakota del Norte
code-us_state-OH = Ohio
code-us_state-OK = Oklahoma
code-us_state-OR = Oregón
code-us_state-PA = Pensilvania
code-us_state-RI = Rhode Island
code-us_state-SC = Carolina del Sur
code-us_state-SD = Dakota del Sur
code-us_state-TN = Tennessee
code-us_state-TX = Texas
code-us_state-UT = Utah
code-us_state-VT = Vermont
code-us_state-VA = Virginia
code-us_state-WA = Washington
code-us_state-WV = Virginia Occidental
code-us_state-WI = Wisconsin
code-us_state-WY = Wyoming
code-us_state-AS = Samoa Americana
code-us_state-GU = Guam
code-us_state-MP = Islas Marianas del Norte
code-us_state-PR = Puerto Rico
code-us_state-VI = Islas Vírgenes de Estados Unidos
code-verified-yes = Sí, verificado
code-verified-doubt = Hay duda
code-verified-no = No
code-vulnerability-code-NNA-NA = Niña, niño o adolescente sin acompañar
code-vulnerability-code-NNA-S = Niña, niño o adolescente separado
code-vulnerability-code-NNA-A = Niña, niño o adolescente acompañado
code-vulnerability-code-MUJ-R = Mujer en riesgo
code-vulnerability-code-EMB = Embarazo
code-vulnerability-code-AM = Persona adulta mayor
code-vulnerability-code-DIS = Discapacidad
code-vulnerability-code-ENF = Enfermedad grave
code-vulnerability-code-VIO = Tortura o malos tratos
code-vulnerability-code-TRA = Indicios de trata
code-vulnerability-code-VG = Violencia de género
code-vulnerability-code-SOGI = Persona LGBTI en riesgo
code-vulnerability-code-IND = Persona indígena con poco español
code-vulnerability-code-AME = Amenazas, o no puede volver a casa
code-vulnerability-code-UF = Unidad familiar
code-vulnerability-code-MONO = Una sola persona adulta con niñas o niños
code-wants_to_report-yes = Sí
code-wants_to_report-anonymous = Sí, sin su nombre
code-wants_to_report-later = Más adelante
code-wants_to_report-no = No
code-yes_no-yes = Sí
code-yes_no-no = No

## What looks odd

finding-minor_alone = Puede ser menor de edad y viene sin compañía: llame a la coordinación.
finding-minor_doubted = Puede ser menor de edad y no consta que venga con su madre, padre o tutor: llame a la coordinación.
finding-minor_unclear = Viene sin compañía y no se sabe si es menor de edad: pregunte la edad.
finding-minor_notified = Puede ser menor de edad. El DIF y la Procuraduría ya tienen el aviso.
finding-alone_with_companion = Dice que viene sin compañía, y hay acompañantes anotados.
finding-missing = Falta este dato.
finding-code_unknown = El valor no está en la lista.
finding-text_unseen = Tiene signos que no se ven o letras mal copiadas: escríbalo otra vez.
finding-text_damaged = Se perdió alguna letra: pregunte cómo se escribe.
finding-number_malformed = No es un número entero.
finding-age_out_of_range = La edad no parece posible.
finding-number_out_of_range = El número no parece posible.
finding-age_birth_date = La edad no coincide con la fecha de nacimiento.
finding-dates_out_of_order = Esta fecha es anterior a la que debería seguir.
finding-date_malformed = La fecha no existe o está mal escrita.
finding-date_in_future = La fecha está en el futuro.
finding-date_too_long_ago = La fecha es demasiado antigua.
finding-date_century = ¿Nació hace más de cien años? Revise el siglo; si es así, anote también la edad.
finding-moment_malformed = La fecha y hora están mal escritas.
finding-country_malformed = El país se escribe con tres letras mayúsculas.
finding-phone_malformed = El teléfono está incompleto o mal escrito.
finding-phone_country = Falta la lada del país, como +52.
finding-record_code_malformed = La clave del registro está mal escrita.
finding-record_code_check = La clave del registro tiene un error: vuelva a leerla.
finding-attachment_malformed = El archivo adjunto no es válido.
finding-municipality_state = El municipio está en otro estado.
finding-site_malformed = El sitio no es válido.
finding-curp_malformed = La CURP está mal escrita.
finding-curp_check_digit = El dígito verificador de la CURP no coincide.
finding-curp_birth_date = La CURP dice otra fecha de nacimiento.
finding-curp_sex = La CURP dice otro sexo.
finding-curp_birth_state = La CURP dice otro estado de nacimiento.
finding-curp_given = La inicial del nombre no coincide con la CURP.
finding-curp_surname1 = El primer apellido no coincide con la CURP.
finding-curp_surname2 = El segundo apellido no coincide con la CURP.
finding-mrz_malformed = La zona de lectura mecánica está incompleta o mal leída.
finding-mrz_check_digit = Un dígito verificador de la zona de lectura mecánica no coincide.
finding-mrz_birth_date = El documento dice otra fecha de nacimiento.
finding-mrz_sex = El documento dice otro sexo.
finding-mrz_surname = El documento dice otros apellidos.
finding-mrz_given = El documento dice otro nombre.
finding-mrz_country = El documento es de otro país o dice otra nacionalidad.
finding-mrz_number = El número del documento no coincide con su zona de lectura mecánica.
finding-mrz_expiry = El vencimiento no coincide con la zona de lectura mecánica.
finding-paper_expired = El documento está vencido.

## Why something is proposed for a conflict

why-backed = Tiene mejor respaldo que los demás.
why-safer = Es lo más prudente para la persona.
why-latest = Es el más reciente.
why-several_fit = Este campo admite varios valores.
why-equally_backed = Tienen el mismo respaldo: hay que ver o preguntar a la persona.
why-clock_wrong = Un teléfono tenía mal la hora: no se sabe cuál es el más reciente.
why-field_unknown = Esta versión no conoce el campo.

## Help of `puente`

puente = Registra a personas que regresan, donde no hay red: el servidor
puente-any-data = La carpeta de los datos del servidor
puente-any-key_file = El archivo de su llave, fuera de la carpeta; si no se da, CARPETA.key junto a ella
puente-any-mark_file = El archivo de la marca más alta, fuera de la carpeta y mejor en otro disco; si no se da, junto a la llave, con .mark al final
puente-any-site = El sitio, por su nombre o su número
puente-any-role = volunteer, case-worker, shelter-admin, auditor o administrator
puente-any-identity = Un archivo de identidades como lo escribe «age-keygen»
puente-any-account = La cuenta que responde por ello; decide sobre la cuarentena
puente-any-device = El número del dispositivo
puente-any-number = Su número en la lista
puente-setup = Crea un servidor si no lo hay, muestra dónde empieza quien lo administra, y atiende; lo demás se hace en el navegador
puente-setup-server = La dirección que abren los teléfonos, si no es la de «--listen»: https://…
puente-setup-valid_hours = Horas que vale el código de quien administra primero
puente-init = Crea un servidor y muestra el código de un solo uso de quien lo administra primero
puente-init-valid_hours = Horas que vale ese código
puente-serve = Atiende a los dispositivos por HTTP
puente-any-listen = Dónde escucha; el puerto 0 toma uno libre, que dice el primer renglón de la salida
puente-any-metrics = Dónde da cifras para Prometheus, solo en esta máquina: 127.0.0.1:PUERTO
puente-any-behind_proxy = Delante de este servidor hay un proxy que dice en «X-Forwarded-For» de dónde viene cada petición
puente-any-log = Cómo se escriben los renglones del registro de sucesos: para personas, o un objeto JSON por renglón
puente-ready = Pregunta a un servidor en marcha si recibe lo que traen los dispositivos
puente-ready-server = Dónde escucha en esta máquina, como lo mostró «puente serve»
puente-ready-within_s = Segundos que se espera a que reciba; con 0 se pregunta una vez
puente-site = Sitios: cruces, albergues, oficinas
puente-site-add = Crea un sitio y muestra su número
puente-site-add-name = Su nombre como se dice
puente-site-add-kind = crossing (cruce), shelter (albergue) u office (oficina)
puente-site-add-zone = Su zona horaria, como en la base de la IANA: America/Tijuana. Con ella se cuentan sus días y sus noches
puente-site-add-id = El número con que lo conocen los dispositivos, si este servidor ya tenía el sitio antes de restaurarse
puente-site-set = Cambia lo que los dispositivos saben de un sitio; lo reciben con su próxima sincronización
puente-site-set-name = Su nombre como se dice
puente-site-set-zone = Su zona horaria, como en la base de la IANA: America/Tijuana
puente-site-set-dif_phone = Un teléfono del DIF como se marca; varias veces para varios, primero el que se intenta primero; '' para ninguno
puente-site-set-attorney_phone = Un teléfono de la Procuraduría de Protección, de la misma manera
puente-site-set-open = Vuelve a recibir gente
puente-site-set-closed = Ya no recibe a nadie, y no se ofrece como lugar a donde enviar a alguien
puente-site-list = Los sitios que hay
puente-invite = Da un código de un solo uso con que un dispositivo se da de alta
puente-invite-last_day = Último día de la función en el sitio (AAAA-MM-DD); sin él, hasta que alguien la termine
puente-invite-valid_hours = Horas que vale el código
puente-invite-server = Dónde se abre la aplicación, como https://puente.example: así el QR la abre con el código ya puesto
puente-invite-qr_out = Escribe el QR también en un archivo para imprimir: un SVG, que no debe existir
puente-grant = Funciones de las cuentas en los sitios
puente-grant-add = Da una función en un sitio
puente-grant-end = Termina una función en un sitio; lo escrito antes vale todavía 30 días
puente-grant-add-account = El número de la cuenta
puente-grant-add-last_day = Último día de la función en el sitio (AAAA-MM-DD); sin él, hasta que alguien la termine
puente-grant-end-account = El número de la cuenta
puente-account = Cuentas
puente-account-list = Las cuentas con sus funciones
puente-account-reset_password = Muestra una contraseña de un solo uso, con la que la persona elige otra
puente-account-reset_password-valid_hours = Horas que vale
puente-account-reset_password-account = El número de la cuenta
puente-account-end = Cierra una cuenta para siempre: sus funciones, su contraseña, sus sesiones
puente-account-end-account = El número de la cuenta
puente-device = Dispositivos
puente-device-list = Los dispositivos
puente-device-revoke = Da de baja un dispositivo: ya no le llega nada, y lo que envía queda aparte
puente-status = Cuánto guarda el servidor
puente-quarantine = Cambios que quedaron aparte
puente-quarantine-list = Todo lo que quedó aparte
puente-quarantine-list-waiting = En su lugar, lo que espera: otros cambios, su registro, o espacio en su documento
puente-quarantine-show = Un cambio con lo que escribe. Que se mostró queda en la bitácora
puente-quarantine-release = Deja entrar un cambio aunque su autor no podía hacerlo
puente-quarantine-write_again = Escribe de nuevo lo que dice un cambio a nombre de quien administra, y deja fuera el cambio
puente-quarantine-write_again-reason = Por qué; lo muestra el dispositivo de quien lo escribió
puente-quarantine-set_aside_all = Descarta para siempre todos los cambios de un dispositivo
puente-quarantine-set_aside_all-and_waiting = Y los que esperan
puente-quarantine-set_aside_all-reason = Por qué; queda con cada uno
puente-quarantine-repair = Deja fuera todo lo que un dispositivo escribió en un documento que llenó, y escribe de nuevo lo que otros pusieron encima. Dé antes de baja el dispositivo
puente-quarantine-repair-document = El documento
puente-quarantine-repair-reason = Por qué; lo muestran los dispositivos de quienes escribieron
puente-quarantine-set_aside = Descarta para siempre un cambio que quedó aparte o espera
puente-quarantine-set_aside-number = Su número en la lista, también en la de lo que espera
puente-quarantine-set_aside-reason = Por qué; queda con él
puente-record = Registros que no llegan a ningún dispositivo
puente-record-lost = Registros que están en un sitio que no existe: ningún dispositivo los recibe
puente-record-bring_back = Da a un registro otro sitio: quien trabaja ahí lo recibe con la próxima sincronización
puente-record-bring_back-record = El número del registro, como lo muestra «puente record lost»
puente-record-bring_back-account = La cuenta que responde por ello
puente-rebuild = Rehace de los cambios lo que se calculó de ellos, o solo compara
puente-rebuild-verify = Solo compara; termina con una falla si algo difiere
puente-duplicates = Qué tan bien encuentra el programa a una persona que está dos veces
puente-duplicates-evaluate = Una carpeta con conjuntos de prueba, o uno de ellos sin «.csv»
puente-import_bundle = Toma paquetes que alguien trajo, y escribe recibos para el regreso
puente-import_bundle-files = Archivos de paquetes, en cualquier orden
puente-import_bundle-receipt_out = A dónde van los recibos, para el regreso
puente-audit = Exporta la bitácora para quien la audita, y revisa lo exportado
puente-audit-export = Escribe la bitácora en una carpeta que cualquiera puede revisar sin este servidor; sigue con lo que se cortó
puente-audit-export-out = La carpeta: vacía, nueva, o con una exportación a medias de esta bitácora
puente-audit-export-signer = El socket de puente log-signer, que tiene la llave de la bitácora
puente-audit-verify = Revisa una exportación, sin servidor ni red; termina con un fallo si algo está mal
puente-audit-verify-folder = La carpeta de la exportación
puente-audit-verify-pin = Un punto de control de esta bitácora que usted guardó: la bitácora tiene que ser su continuación
puente-audit-show = Muestra qué hay en una exportación: cuentas por clase que cualquiera puede repetir, y si está completa
puente-audit-show-folder = La carpeta de la exportación
puente-audit-show-kind = Muestra también cada renglón de esta clase, con el nombre que tiene en la tabla
puente-audit-diff = Compara dos exportaciones: qué tiene de más la segunda, o dónde se separan
puente-audit-diff-one = La carpeta de una exportación
puente-audit-diff-other = La carpeta de la otra, en cualquier orden
puente-audit-prove = Prueba con una exportación que un renglón está en la bitácora
puente-audit-prove-folder = La carpeta de la exportación
puente-audit-prove-entry = El renglón, contado desde 0
puente-audit-prove-out = La prueba, un texto que vale por sí solo; suele llamarse NOMBRE.tlog-proof
puente-audit-check_proof = Revisa la prueba de un renglón, sin la exportación
puente-audit-check_proof-proof = La prueba
puente-audit-check_proof-key = La llave de la bitácora, como está en log.vkey de una exportación
puente-log_signer = Tiene la llave de la bitácora en un proceso aparte, y solo firma lo que es continuación de lo último que firmó
puente-log_signer-folder = Dónde están la llave, que se hace la primera vez, y lo último que firmó; guarde esta carpeta
puente-log_signer-log = El nombre de la bitácora, como lo muestra puente status; con otra época declara que se restauró un respaldo
puente-log_signer-socket = El socket donde escucha, en una carpeta a la que solo entra su usuario
puente-backup = Hace un respaldo cifrado junto a un servidor en marcha; revisa y limpia respaldos
puente-backup-out = La copia cifrada; en una carpeta que existe se nombra por su hora
puente-backup-keys_out = Las llaves cifradas, que se guardan en otro lado y menos tiempo; como con --out
puente-backup-recipient = Quién puede abrir ambas: age1…, como las hace «age-keygen». Se puede dar varias veces
puente-backup-verify = Compara un archivo con su manifiesto; con una identidad, también lo que hay dentro
puente-backup-verify-file = Una copia o un archivo de llaves
puente-backup-prune = Borra los respaldos más viejos de lo que guarda una carpeta
puente-backup-prune-folder = Una carpeta de copias, de llaves, o de ambas
puente-backup-prune-keep_days = Días que se guarda un archivo
puente-backup-prune-keep = Cuántos de cada clase se quedan de todos modos
puente-restore = Hace un servidor de un respaldo, en una carpeta que no existe
puente-restore-backup = La copia cifrada, con su manifiesto al lado
puente-restore-keys = Las llaves cifradas que se hicieron con ella, o posteriores
puente-restore-tombstones = Las lápidas más nuevas que se guardaron de junto a la llave anterior: quien se borró sigue borrado
puente-restore-checkpoint = Tamaño y raíz de la bitácora como alguien los vio: TAMAÑO:RAÍZ, la raíz con 64 dígitos hexadecimales. Si no se da, lo que dice la marca más alta
puente-recovery_key = Da a los dispositivos la mitad pública de una llave de recuperación, o la muestra
puente-recovery_key-key = La mitad pública, age1…, como la hace «age-keygen» en una computadora que se queda sin red. Sin ella se muestra la que tienen ahora los dispositivos
puente-recover = Después de restaurar: abre lo que los dispositivos habían sellado para la llave de recuperación
puente-recover-identity = El archivo de la otra mitad de la llave de recuperación, como lo escribió «age-keygen»
puente-erase = Borra a una persona para siempre
puente-erase-record = La clave del registro, o su número; o el número de una lista de llegada
puente-erase-reason = Por qué, en palabras que no nombran a nadie; queda para siempre
puente-erase-show = Solo muestra qué nombra a la persona en otras partes; nada cambia
puente-erase-account = Quita a la persona de los registros de otros y de las listas, a nombre de esta cuenta; decide sobre la cuarentena
puente-erase-same_name = Quita también lo que tiene el mismo nombre y ninguna clave: véalo antes, con --show
puente-erase-leave_mentions = Borra el registro aunque otros nombren a la persona, y deja eso donde está
cli-value-addr = DIRECCIÓN
cli-value-format = FORMATO
cli-value-s = S
cli-value-h = H
cli-value-zone = ZONA
cli-value-number = NÚMERO
cli-value-account = CUENTA
cli-value-device = DISPOSITIVO
cli-value-document = DOCUMENTO
cli-value-folder = CARPETA
cli-value-age1 = AGE1
cli-value-size_root = TAMAÑO:RAÍZ

## Command line: what `puente` tells

cli-made-server = Servidor { $server } en { $path }
cli-made-key = Su llave es { $path }: guarde una copia aparte, nada se abre sin ella.
cli-made-code = Código de un solo uso de quien administra primero: { $code }
cli-made-hours = { $n ->
    [one] Vale { $n } hora; «puente invite --role administrator» hace otro.
   *[other] Vale { $n } horas; «puente invite --role administrator» hace otro.
 }
cli-setup-open = Abra en el navegador de quien administra, o escanee con su teléfono: { $link }
cli-setup-hours = { $n ->
    [one] El enlace vale { $n } hora; «puente setup» hace otro mientras nadie lo haya usado.
   *[other] El enlace vale { $n } horas; «puente setup» hace otro mientras nadie lo haya usado.
 }
cli-invited = para un dispositivo, hasta { $time }
cli-account-ended = cerrada { $time }
cli-account-no_password = sin contraseña
cli-account-password = con contraseña
cli-account-wrong = { $n ->
    [one] con contraseña, { $n } vez mal escrita
   *[other] con contraseña, { $n } veces mal escrita
 }
cli-audit-exported = { $n ->
    [one] Se exportó la bitácora: { $n } renglón.
   *[other] Se exportó la bitácora: { $n } renglones.
 }
cli-audit-continued = Se siguió con una exportación que se había cortado. Lo que se anotó desde que empezó no está en ella.
cli-audit-keep = Guarde este punto de control: con él, cualquiera puede revisar las exportaciones que sigan (--pin).
cli-audit-signed = Firmada por { $origin }, llave { $key }
cli-audit-entries = { $n ->
    [one] { $n } renglón
   *[other] { $n } renglones
 }
cli-audit-made = Se exportó { $time }, según dice ella misma
cli-audit-whole = COMPLETA: nada se cambió, se quitó ni se metió desde que se firmó.
cli-audit-whole-since = { $n ->
    [0] COMPLETA: nada se cambió, se quitó ni se metió desde su punto de control, y no se agregó nada.
    [one] COMPLETA: nada se cambió, se quitó ni se metió desde su punto de control. Se agregó { $n } renglón.
   *[other] COMPLETA: nada se cambió, se quitó ni se metió desde su punto de control. Se agregaron { $n } renglones.
 }
cli-audit-unpinned = No se comparó con un punto de control anterior: compare la llave con la que le dieron, y dé con --pin un punto de control que haya guardado.
cli-audit-more = { $n ->
    [one] y { $n } más
   *[other] y { $n } más
 }
cli-audit-kind = clase
cli-audit-number = renglones
cli-audit-first = primero
cli-audit-last = último
cli-audit-time = hora
cli-audit-index = renglón
cli-audit-account = cuenta
cli-audit-device = dispositivo
cli-audit-record = registro (seudónimo)
cli-audit-count_of = cantidad
cli-audit-sum = todos
cli-audit-unknown = de una versión posterior
cli-audit-who = Cuentas: { $accounts }. Dispositivos: { $devices }. Registros, por seudónimo: { $records }.
cli-audit-nothing_added = Las dos tienen los mismos renglones.
cli-audit-added_entries = { $n ->
    [one] La segunda tiene { $n } renglón más:
   *[other] La segunda tiene { $n } renglones más:
 }
cli-audit-parting = SE SEPARAN en el renglón { $index }: ahí la primera tiene { $earlier }, y la segunda { $later }. Todos los renglones de antes son iguales.
cli-audit-no_key = Falta la llave de la bitácora (log.vkey) o está dañada: no se puede revisar nada.
cli-audit-no_checkpoint = Falta el punto de control firmado: no se puede revisar nada.
cli-audit-checkpoint-malformed = El punto de control está dañado.
cli-audit-checkpoint-other_key = OTRA LLAVE: el punto de control no lo firmó la llave de esta carpeta.
cli-audit-checkpoint-wrong_signature = El punto de control se cambió después de firmarse.
cli-audit-pin-malformed = Su punto de control está dañado o es otro archivo.
cli-audit-pin-other_key = OTRA LLAVE: su punto de control lo firmó otra llave. Esta no es la bitácora que usted conoce, o le cambiaron la llave.
cli-audit-pin-wrong_signature = Su punto de control se cambió después de firmarse.
cli-audit-pin-other_log = Su punto de control es de otra bitácora: { $origin }. Si el nombre solo difiere en el último número, el servidor se restauró de un respaldo desde entonces.
cli-audit-unfinished = FALTA UNA PARTE: la exportación se cortó antes de terminar. Vuelva a hacerla en la misma carpeta.
cli-audit-manifest = El manifiesto está dañado o dice otra cosa que el punto de control.
cli-audit-count = El manifiesto cuenta { $said } renglones de la clase { $kind }, y hay { $found }.
cli-audit-added = Se agregó { $path }: ese archivo no es de esta bitácora.
cli-audit-changed = CAMBIADO: renglón { $index }
cli-audit-dropped = QUITADO: renglón { $index }
cli-audit-inserted = METIDO: renglón { $index }
cli-audit-reordered = EN OTRO ORDEN: renglones desde el { $index }
cli-audit-truncated = CORTADA: hay { $held } de { $size } renglones.
cli-audit-missing = FALTA UNA PARTE: { $path }
cli-audit-malformed = { $path } está cortado o dañado.
cli-audit-tile = { $path }: le cambiaron los resúmenes.
cli-audit-other_root = REESCRITA: estos renglones no son los que se firmaron.
cli-audit-forked = BIFURCADA: los primeros { $pinned } renglones no son los de su punto de control. Guarde ambos: son prueba.
cli-audit-smaller = REGRESADA: su punto de control cubre { $pinned } renglones, esta bitácora tiene { $size }.
cli-audit-proven = ESTÁ EN LA BITÁCORA: renglón { $index } de { $size } de { $origin }: { $kind } { $time }
cli-backup-log = bitácora { $size }:{ $root }
cli-backup-opens = es lo que se escribió, y se abre
cli-backup-same = es lo que se escribió
cli-device-not_enrolled = sin darse de alta desde que se restauró
cli-device-active = activo
cli-device-revoked = dado de baja { $time }
cli-device-forked = { $n ->
    [one] copiado o vuelto atrás: { $n } vez, la última { $time }
   *[other] copiado o vuelto atrás: { $n } veces, la última { $time }
 }
cli-erase-nothing = Nada más nombra aquí a esta persona.
cli-erase-named =
    no se borró nada: otros nombran a esta persona. Diga --as CUENTA para quitar eso, o --leave-mentions.
    { $mentions }
cli-erase-done = Borrado. Los dispositivos lo quitan solos cuando sincronizan.
cli-erase-tombstone = La lápida está en { $path }: guarde una copia aparte de los respaldos, para que ninguno traiga de vuelta a la persona.
cli-erase-gone = Ningún registro tiene ya esta clave.
cli-erase-taken_out = Se quitó de lo que dicen ahora estos; su pasado lo conserva hasta que se borren:
cli-erase-left = Estos nombran todavía a la persona, o a alguien de ese nombre. Pregunte a quien los escribió, o borre la lista cuando haya servido:
cli-mention-text = texto en { $field }
cli-mention-row = lista, renglón { $row }
cli-mention-has_code = trae la clave
cli-mention-is_person = es esta persona
cli-mention-same_name = tiene el mismo nombre
cli-bundle-waits = espera a otro paquete
cli-bundle-taken = se tomó
cli-bundle-damaged = { $n ->
    [one] { $n } trozo dañado
   *[other] { $n } trozos dañados
 }
cli-bundle-aside = { $n ->
    [one] { $n } cambio quedó aparte: vea «puente quarantine list»
   *[other] { $n } cambios quedaron aparte: vea «puente quarantine list»
 }
cli-set-aside = { $n ->
    [one] { $n } cambio descartado
   *[other] { $n } cambios descartados
 }
cli-repaired-left = { $n ->
    [one] { $n } cambio se dejó fuera
   *[other] { $n } cambios se dejaron fuera
 }
cli-repaired-again = { $n ->
    [one] { $n } cambio de otros se escribió de nuevo
   *[other] { $n } cambios de otros se escribieron de nuevo
 }
cli-change-deleted = (borrado)
cli-change-number = número
cli-change-reason = motivo
cli-change-account = cuenta
cli-change-device = dispositivo
cli-change-document = documento
cli-change-since = desde
cli-ready = recibe
cli-duplicates-no_set = en { $path } no hay ningún conjunto de prueba («….pairs.csv»)
cli-duplicates-what = cálculo
cli-duplicates-f1 = F1
cli-duplicates-precision = precisión
cli-duplicates-recall = hallazgo
cli-duplicates-threshold = umbral
cli-duplicates-best_f1 = mejor F1
cli-duplicates-best_threshold = umbral
cli-duplicates-recall_99 = hallazgo con precisión .99
cli-duplicates-threshold_99 = umbral
cli-duplicates-compared = pares comparados
cli-duplicates-cpu = CPU (s)
cli-duplicates-all = completo
cli-duplicates-families_off = sin familias
cli-duplicates-group_off = sin grupo
cli-duplicates-one_to_one_off = sin uno a uno
cli-duplicates-nobody = Nadie parece estar dos veces en este dispositivo.
cli-duplicates-rival = o bien: { $rival }
cli-match-band-almost_certain = casi seguro
cli-match-band-look_closely = para ver con calma
cli-match-band-maybe_relative = quizá un familiar
cli-match-given-exact_several = los mismos nombres
cli-match-given-exact = el mismo nombre
cli-match-given-sound = nombres que suenan igual
cli-match-given-close = nombres casi iguales
cli-match-given-nickname = uno puede ser el apodo del otro
cli-match-given-subset_first = un nombre de menos, el primero es el mismo
cli-match-given-subset_other = un nombre de menos, falta el primero
cli-match-given-subset_close = un nombre de menos, escrito de otro modo
cli-match-given-joined = los mismos nombres, escritos juntos
cli-match-given-some = comparten un nombre y tienen otros distintos
cli-match-given-initials = solo coinciden las iniciales
cli-match-given-different = nombres distintos
cli-match-surnames-both_exact = los mismos dos apellidos
cli-match-surnames-both_sound = dos apellidos que suenan igual
cli-match-surnames-both_close = dos apellidos casi iguales
cli-match-surnames-both_swapped = los mismos apellidos en otro orden
cli-match-surnames-first_alone = un solo apellido, que es el primero del otro registro
cli-match-surnames-first_alone_close = un solo apellido, casi como el primero del otro registro
cli-match-surnames-second_alone = un solo apellido, que es el segundo del otro registro
cli-match-surnames-single = el mismo apellido, y ninguno tiene dos
cli-match-surnames-single_close = un apellido casi igual, y ninguno tiene dos
cli-match-surnames-first_only = el mismo primer apellido y otro segundo
cli-match-surnames-second_only = el mismo segundo apellido y otro primero
cli-match-surnames-cross_only = el primer apellido de uno es el segundo del otro
cli-match-surnames-different = apellidos distintos
cli-match-order-swapped = nombres y apellidos cambiados de lugar
cli-match-birth-day = la misma fecha de nacimiento
cli-match-birth-new_year_both = la misma fecha, que puede ser un cálculo
cli-match-birth-day_month_swapped = día y mes de nacimiento cambiados de lugar
cli-match-birth-day_or_month = el mismo año; difiere una cifra del día, o el mes
cli-match-birth-day_other_year = el mismo día y mes, del año anterior o del siguiente
cli-match-birth-day_year_digit = el mismo día y mes, de un año parecido
cli-match-birth-month = el mismo mes y año de nacimiento
cli-match-birth-year = el mismo año de nacimiento
cli-match-birth-year_beside = años de nacimiento seguidos
cli-match-birth-year_near = años de nacimiento cercanos
cli-match-birth-same_month = el mismo mes y año, otro día
cli-match-birth-same_year = el mismo año, otro día y otro mes
cli-match-birth-differ = otra fecha, con menos de cuatro años de diferencia
cli-match-birth-years = de cuatro a ocho años de diferencia
cli-match-birth-far = más de ocho años de diferencia
cli-match-sex-same = el mismo sexo
cli-match-sex-different = otro sexo
cli-match-curp-same = la misma CURP
cli-match-curp-same_key = la misma CURP, salvo el final
cli-match-curp-close = una CURP casi igual
cli-match-curp-same_start = una CURP que empieza igual
cli-match-curp-different = otra CURP
cli-match-paper-same = el mismo número de documento
cli-match-paper-close = un número de documento casi igual
cli-match-paper-renewed = otro número, de un documento que se renueva
cli-match-paper-different = otro número de documento
cli-match-phone-same = el mismo teléfono
cli-match-phone-close = un teléfono casi igual
cli-match-phone-different = otro teléfono
cli-match-origin-municipality = el mismo municipio
cli-match-origin-state = el mismo estado
cli-match-origin-other_municipality = el mismo estado, otro municipio
cli-match-origin-country = el mismo país
cli-match-origin-other_state = otro estado
cli-match-origin-other_country = otro país
cli-match-group-together = están en una misma familia
cli-match-family-others = también coincide otra persona de las dos familias
cli-match-names-common = nombres muy comunes, que cuentan menos
cli-match-names-rare = nombres poco comunes, que cuentan más
cli-match-rival-relative = familiares
cli-match-rival-stranger = dos personas que se parecen en los datos
cli-match-rival-group = dos personas de una misma familia
cli-match-rival-competitor = alguien más de su familia, que coincide mejor
cli-rebuild-same = todo está como debe
cli-rebuild-replaced = { $n ->
    [one] se rehízo { $n } documento
   *[other] se rehicieron { $n } documentos
 }
cli-recover-opened = { $n ->
    [one] Se abrió { $n } envío
   *[other] Se abrieron { $n } envíos
 }
cli-recover-accepted = { $n ->
    [one] entró { $n } cambio
   *[other] entraron { $n } cambios
 }
cli-recover-pending = { $n ->
    [one] { $n } espera a otros
   *[other] { $n } esperan a otros
 }
cli-recover-quarantined = { $n ->
    [one] { $n } espera una decisión
   *[other] { $n } esperan una decisión
 }
cli-recover-set_aside = { $n ->
    [one] { $n } era de alguien que se borró
   *[other] { $n } eran de personas que se borraron
 }
cli-recover-refused = { $n ->
    [one] { $n } envío no es lo que se firmó y se dejó fuera
   *[other] { $n } envíos no son lo que se firmó y se dejaron fuera
 }
cli-recover-waiting = { $n ->
    [one] { $n } se queda: lo abre otra llave, o de su dispositivo ya espera bastante una decisión
   *[other] { $n } se quedan: los abre otra llave, o de su dispositivo ya espera bastante una decisión
 }
cli-recovery-key-given = Los dispositivos la tienen después de su próxima sincronización.
cli-recovery-key-none = ninguna: lo que un teléfono tiene que soltar no se guarda más que aquí
cli-restored = El servidor { $server } está restaurado en { $path }
cli-restored-key = Su llave nueva es { $path }: guarde una copia aparte.
cli-restored-log = { $n ->
    [one] La bitácora tiene { $n } renglón
   *[other] La bitácora tiene { $n } renglones
 }
cli-restored-gap = { $n ->
    [one] falta { $n } que alguien vio
   *[other] faltan { $n } que alguien vio
 }
cli-restored-no_checkpoint = cuántos faltan no se sabe, porque no había nada con qué comparar
cli-restored-erased = { $n ->
    [one] Se volvió a borrar { $n } registro
   *[other] Se volvieron a borrar { $n } registros
 }
cli-restored-later = Los dispositivos traen lo que vino después del respaldo cuando sincronizan.
cli-site-open = abierto
cli-status-never = nunca
cli-server-records = Registros
cli-server-documents = Documentos
cli-server-changes = Cambios
cli-server-pending = Cambios que esperan a otros
cli-server-quarantined = Cambios que quedaron aparte
cli-server-set_aside = Cambios descartados
cli-server-sealed = Envíos sellados
cli-server-devices = Dispositivos
cli-server-devices_revoked = Dispositivos dados de baja
cli-server-forks = Dispositivos copiados o vueltos atrás
cli-server-segments = Envíos
cli-server-log = Nombre de la bitácora
cli-server-log_entries = Renglones de la bitácora
cli-server-backed_up = Último respaldo
cli-server-rolled_back = Datos más viejos puestos en su lugar

## Failures of `puente`

cli-wrong-exists = { $path } ya existe
cli-wrong-write = no se puede escribir { $path }
cli-wrong-read = no se puede leer { $path }
cli-wrong-make = no se puede crear { $path }
cli-wrong-take = no se puede tomar { $path }
cli-wrong-lock = no se puede reservar { $path }
cli-wrong-private = no se puede mantener en privado { $path }
cli-wrong-listen = no se puede escuchar en { $address }
cli-wrong-file = { $path }: { $fault }
cli-wrong-no_folder = no hay carpeta { $path }: créela, o nombre otra
cli-wrong-not_folder = { $path } no es una carpeta
cli-wrong-no_server = no hay servidor en { $path }; «puente init» lo crea
cli-wrong-server_exists = ya hay un servidor en { $path }
cli-wrong-key_unread = no se puede leer la llave { $path }
cli-wrong-no_key = { $path } no trae una llave de 64 dígitos hexadecimales
cli-wrong-other_key = la llave no abre { $path }: es de otro servidor, o el archivo está dañado
cli-wrong-too_new = la base tiene la versión { $found } y este programa conoce la { $known }: actualice el programa
cli-wrong-everybody = cualquiera en esta máquina la puede leer (modo { $mode }): «chmod 400 { $path }», y dela por conocida
cli-wrong-program = no se encuentra el archivo de este programa
cli-wrong-serving = otro «puente serve» atiende { $path }: deténgalo antes
cli-wrong-figures = las cifras son solo para esta máquina: { $address } no es 127.0.0.1 ni [::1]
cli-wrong-files_max = no se puede subir el número de archivos abiertos
cli-wrong-qr = la dirección es demasiado larga para un QR
cli-wrong-url = { $url } no es http://DIRECCIÓN:PUERTO
cli-wrong-no_answer = nada contesta en { $url }
cli-wrong-slow_answer = { $url } no contesta a tiempo
cli-wrong-odd_answer = { $url } no contesta como un servidor
cli-wrong-not_ready = el servidor no recibe: { $fault }
cli-wrong-no_bundle = { $path } no trae ningún paquete: ¿es el archivo correcto?
cli-wrong-empty = está vacío: cópielo otra vez
cli-wrong-too_large = tiene más de { $most } MiB, que ningún archivo de paquetes tiene: ¿es el archivo correcto?
cli-wrong-bundles = { $n ->
    [one] { $n } paquete no se tomó y hay { $damaged } trozos dañados: guarde los archivos
   *[other] { $n } paquetes no se tomaron y hay { $damaged } trozos dañados: guarde los archivos
 }
cli-wrong-backup_what = ¿qué se respalda, y a dónde? Vea --help
cli-wrong-differences = { $n ->
    [one] { $n } diferencia
   *[other] { $n } diferencias
 }
cli-wrong-export_finished = { $path } ya tiene una exportación completa: nombre otra carpeta
cli-wrong-export_other = { $path } no está vacía y no tiene una exportación a medias de esta bitácora: nombre otra carpeta
cli-wrong-leaf = el renglón { $index } de la bitácora guardada está dañado: use «puente rebuild --verify»
cli-wrong-log_state = { $path } no dice qué fue lo último que firmó la llave de esta bitácora, así que no se firma nada: recupere el archivo de donde se guarda su carpeta
cli-wrong-log_signer = el proceso que tiene la llave de la bitácora, «puente log-signer», no contesta en { $path }
cli-wrong-log_signer_runs = otro proceso ya firma con { $path }
cli-wrong-log_other = la llave firma la bitácora { $origin }, y la de este servidor es { $asked }. Después de restaurar un respaldo, arranque puente log-signer con el nombre nuevo
cli-wrong-log_not_stored = no se firmó nada, porque no se pudo guardar que se firmó: revise el disco de puente log-signer
cli-wrong-log_replaced = la bitácora tiene { $asked } renglones y no es continuación de los { $signed } que se firmaron: alguien cambió la base de datos. Guárdela: es prueba
cli-wrong-audit = { $n ->
    [one] la exportación no es lo que se firmó: { $n } falla
   *[other] la exportación no es lo que se firmó: { $n } fallas
 }
cli-wrong-compare = no se pueden comparar { $path } y la otra exportación
cli-wrong-no_entry = la bitácora de esta exportación no tiene ese renglón
cli-wrong-export_damaged = la exportación no prueba este renglón: está dañada, use «puente audit verify»
cli-wrong-proof = esto no prueba nada: la prueba no es de su renglón y su punto de control, o el archivo no es una prueba
cli-wrong-recipient = un respaldo necesita quien lo pueda abrir
cli-wrong-manifest = { $path } no es el manifiesto de un respaldo
cli-wrong-differs = { $path } no es lo que dice su manifiesto: { $fault }
cli-wrong-other_keys = el archivo de llaves no es de este respaldo: { $fault }
cli-wrong-other_log = la bitácora de este respaldo no es la que alguien vio: { $fault }
cli-wrong-restored_damaged = la base restaurada está dañada y se dejó en { $path }: { $fault }
cli-wrong-tombstones = { $path } no es un archivo de lápidas
cli-wrong-age_recipient = no es un destinatario de age
cli-wrong-age_identity = no es una identidad de age
cli-wrong-age_head = no es un archivo de age, o su principio está dañado
cli-wrong-age_others = el archivo está cifrado para otros
cli-wrong-not_releasable = un cambio que quedó aparte por «{ $reason }» no puede entrar: rompería su documento
cli-wrong-not_readable = en este cambio no hay nada que escribir de nuevo
cli-wrong-not_entered = el cambio no entró: { $reason }
cli-wrong-name_taken = ya hay un sitio de este nombre
cli-no-such-site = no hay tal sitio
cli-no-such-account = no hay tal cuenta
cli-no-such-device = no hay tal dispositivo
cli-no-such-document = no hay tal documento
cli-no-such-grant = nadie tiene esa función ahí
cli-no-such-record = no hay tal registro
cli-no-such-quarantined_change = no hay tal cambio aparte
cli-invalid-account_ended = la cuenta está cerrada
cli-invalid-last_day = el último día se escribe AAAA-MM-DD y no puede haber pasado
cli-invalid-roles_apart = quien administra el servidor no puede ser también quien lo revisa: use otra cuenta
cli-invalid-codes_open = hay demasiados códigos sin usar
cli-invalid-account_quarantine = esta cuenta no decide sobre la cuarentena
cli-invalid-reason_bytes = un motivo tiene de 1 a 1,000 bytes
cli-invalid-site_id = ya hay un sitio con este número: vea «puente site list»
cli-invalid-site_kind = un sitio es un cruce, un albergue o una oficina: crossing, shelter, office
cli-invalid-site_name = el nombre de un sitio tiene de 1 a 120 bytes y ningún carácter de control
cli-invalid-zone = una zona horaria se nombra como en la base de la IANA, por ejemplo America/Tijuana
cli-invalid-phones = una oficina tiene a lo más tres teléfonos
cli-invalid-phone = un teléfono tiene solo dígitos, espacios y + - ( ), a lo más 24 caracteres
cli-invalid-reason_line = un motivo es un renglón de 1 a 500 bytes
cli-invalid-several_records = varios registros tienen esta clave: dé el número
cli-backup-length = tiene otro tamaño
cli-backup-content = tiene otro contenido
cli-backup-holds_keys = trae llaves
cli-backup-other_server = es de otro servidor
cli-backup-older = es más viejo, y le faltan las llaves de quien se registró después
cli-backup-unreadable = no se puede leer
cli-backup-end = su final no es el del manifiesto
cli-backup-root = a ese tamaño tenía otra raíz
advice-storage_full = el disco está lleno: no se cambió ni se perdió nada; haga espacio y sigue solo
advice-storage_failed = el disco falla o la base está dañada: no borre nada, vea deploy/runbook/disk.md
