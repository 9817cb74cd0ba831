### English. Everyday words; what is read out is short.

## This language

language-name = English
language-locale = en
# By ISO 639-3, as records name the language of a notice.
language-iso639-3 = eng

## App: words of everywhere

add = Add
again = Try again
back = Back
change = Change
close = Close
done = Done

## App: its parts

nav-label = Parts of the app
nav-to-gate = Register
nav-to-lists = Lists
nav-to-find = Find
nav-to-phone = Phone
nav-lock = Lock
nav-detail = Detail
nav-nothing = Choose somebody from the list, or register whoever is arriving.

## App: where a registration is

state-draft = Unfinished
state-saved_here = On this phone
state-on_server = On the server
state-needs_attention = Needs attention

## App: first use

welcome-title = Register arrivals, with or without a network
welcome-offline = Everything works without signal: register, find, print.
welcome-safe = What you save is encrypted on this phone.
welcome-sync = It is sent by itself when there is a network. Nothing is lost or overwritten.
welcome-apart = This begins apart. To see what is on this phone already, ask whoever opens it to add you in Settings.
welcome-with_code = I have a code
welcome-with_link = Start with my invitation
welcome-without_code = Start without a code
welcome-without_what = You may register now and join later; what you registered is sent then.

## App: choosing a key

secret-title = Your key
secret-kind = How will you open the app?
secret-passphrase = Passphrase
secret-pin = PIN
secret-passphrase_limits = The best protection: about four words that do not belong together, at least 10 letters.
secret-pin_limits = A PIN protects from glances. Whoever takes the phone and knows computers is not held up for long: use a passphrase if you can.
secret-your_passphrase = Your passphrase
secret-your_pin = Your PIN
secret-again = Once more, to be sure
secret-show = Show what I type
secret-lost = Nobody can recover it for you. If you forget it, what was not sent cannot be read.
secret-short =
    { $n ->
        [one] 1 more character.
       *[other] { $n } more characters.
    }
secret-differ = They are not the same. Type it again.
secret-make = Make my key
secret-making = Making your key…

## App: unlocking

unlock-title = Open Puente
unlock-who = Who is using the phone?
unlock-person = Person { $n }
unlock-offline = Opens without signal.
unlock-open = Open
unlock-opening = Opening…
unlock-another = I am somebody else

## App: joining a site

join-title = Join a site
join-what = The coordinator gives you a code that works once, on a screen or on paper.
join-scan = Scan the code
join-code = Invitation code
join-name = Your name, as the team calls you
join-need_name = Type your name: it will stand beside what you register.
join-join = Join
join-joining = Joining…
join-later = Later
join-compare = Compare these six digits with the screen of whoever gave you the code.
join-same = They are the same
join-different = If they differ, register nobody: tell the coordinator, who will cancel this phone.

## App: not to be opened here

barred-elsewhere = Puente is open in another tab
barred-title = It cannot be opened here
barred-safe = What was saved is still saved.

## App: the gate

gate-title = The gate
gate-no_site = No site yet
gate-arrival = How are they arriving?
gate-arrival_hint = Place, bus or flight
gate-register = Register a person
gate-drafts = Unfinished
gate-latest = Latest people
gate-nobody_yet = There is nobody on this phone yet.
gate-no_name = No name yet

## App: the arrival

arrival-title = This arrival
arrival-what = Noted with everybody you register until you change it.
arrival-use = Use for this arrival

## App: the privacy notice, read out word for word

notice-title = Before you ask
notice-who = We are the reception team. We will ask your name, sex, age, whether you came with somebody and whether you need medical care.
notice-what = We use it to help you today, and so that you and your family do not lose each other. We do not sell or publish it.
notice-free = You need not answer what you do not want to; the help is the same.
notice-rights = You may ask to see, correct or delete your data with the code we will give you.
notice-read = I read it out
notice-shown = I showed it
notice-group = I read it to the whole group
notice-short = Notice
notice-keep = Leave it as it was
notice-done-read_out = Notice read out
notice-done-shown = Notice shown

## App: the form of the gate

form-title = Register
form-papers = CURP or document
form-alike =
    { $n ->
        [one] 1 like name
       *[other] { $n } like names
    }
form-no_name = A name is missing
form-said_why = Noted why it is missing.
form-split = Separate: { $one } · { $two }
form-save = Save
form-saving = Saving…
form-lacking = Missing: { $what }
form-odd = Look again: { $what }. If it is so, tap Save once more.
form-discard = Delete this draft

## App: the age

age-label = Age
age-years = years
age-months = months
age-erase = Delete the last digit of the age
age-by_date = By birth date
age-by_age = By age
age-baby = In months
age-hundred = +100 years
age-unknown = Not known
age-looks = If it is not known, how do they look?
age-adult = Surely an adult
age-minor = May be under 18
age-why = If that cannot be seen either, why is it missing?

## App: dates

date-day = Day
date-month = Month
date-year = Year
date-unknown = Not known

## App: units

unit-years = years
unit-days = days
unit-weeks = weeks
unit-of = { $name } ({ $unit })

## App: why something is missing

missing-title = Why is it missing?
missing-why = Why is it missing?
missing-why_of = Why is it missing? { $name }
missing-none = No name is missing.

## App: names that are alike

alike-title = Registered already?
alike-what = These people have a like name. If it is somebody else, go on registering.
alike-other = It is somebody else

## App: papers

papers-title = CURP or document
papers-letters =
    { $n ->
        [one] 1 more letter or digit.
       *[other] { $n } more letters or digits.
    }
papers-curp_good = The CURP is written correctly.
papers-says = The paper says
papers-mrz = Bottom lines of a passport or card, from the reader
papers-use = Use these data

## App: a minor without company

minor-title-alone = Minor alone
minor-title-doubted = Minor: not seen who is with them
minor-clock = Time since we knew
minor-what-alone = { $name } may be a minor and came alone. Stay with them; the registration goes on when both calls are made.
minor-what-doubted = { $name } may be a minor, and nobody has seen that who is with them is a parent or guardian. Stay near; the registration goes on when both calls are made.
minor-this_person = This person
minor-whom-dif = 1. DIF (child welfare)
minor-whom-attorney = 2. Child protection attorney
minor-call = Call { $phone }
minor-add_phone = Telephone of this place
minor-who = Who answered?
minor-who_first = Write first who answered.
minor-other_phone = I called from another phone
minor-undo = Undo
minor-answered = They answered
minor-in_person = No signal: told in person
minor-how-answered = Told by telephone
minor-how-in_person = Told in person
minor-note_dif = Notice for a minor. DIF: { $how }, { $at }, { $who }.
minor-note_attorney = Notice for a minor. Child protection attorney: { $how }, { $at }, { $who }.
minor-verify = Is who accompanies their parent or guardian? If not, or in doubt, DIF is told.
minor-done = DIF and attorney were told.
minor-emergency = In immediate danger:
minor-wrong_age = The age is wrong
minor-wrong_alone = Came with somebody
minor-wrong_doubt = It is their family
minor-leave = Leave; it stays in Unfinished
minor-waiting = Minor: calls to make

## App: saved

saved-title = Saved
saved-here = Saved on this phone.
saved-on_server = Saved and on the server.
saved-code = Record code
saved-card_what = Read it out or print the card. It carries the code alone, nothing of the person.
saved-print = Print
saved-open = Open record
saved-next = Next person
saved-next_row = Next on the list
saved-family = Another of the same family

## App: the card

card-qr = QR code of the record code

## App: finding somebody

find-title = Find
find-label = Name or code
find-scan = Scan a card
find-found =
    { $n ->
        [one] 1 person
       *[other] { $n } people
    }
find-all =
    { $n ->
        [one] 1 person on this phone
       *[other] { $n } people on this phone
    }
find-more = Show more
find-nobody = Nobody of that name on this phone. Try one surname alone.

## App: somebody's page

person-title = Record
person-card = Card with the code
person-no_surname = No surname
person-no_given = No given name
person-conflicts =
    { $n ->
        [one] 1 value differs
       *[other] { $n } values differ
    }
person-age =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
person-born = Born: { $date }
person-born_about = Born about: { $date }
person-receipt = Server receipt no. { $n }
person-differs =
    { $n ->
        [one] One value was noted in two ways
       *[other] { $n } values were noted in two ways
    }
person-differs_what = All of them are kept. The coordinator decides; you need not do anything.
person-service = Service
person-need = Need
person-note = Note
person-sections = Questions
person-filled = { $done } of { $of }
person-family = Family
person-add_relative = Register another of the family
person-entries = { $kind }: { $n }

## App: families

family-join = Is family of…
family-leave = Not of this family
family-disputed = There are two versions of their family. Both are kept; the coordinator decides.

## App: sections of a record

section-of-identity = Identity
section-of-papers = Papers
section-of-arrival = Arrival and return
section-of-contact = Contact
section-of-destination = Destination
section-of-family = Family and separation
section-of-needs = Needs
section-of-stay = Stay and referrals
section-of-health = Health
section-of-protection = Protection
section-of-treatment = Treatment received
section-of-belongings = Belongings
section-of-work = School and work
section-of-consent = Consent
section-of-other = Other data
section-drop = You may write here, but not read what others wrote. What you write leaves this phone once the server has it.
section-write_only = Write only
section-conflict = There are two versions of this. What you type is added; the coordinator decides.

## App: conflicts

conflicts-title = Values that differ
conflicts-decide = Decide
conflicts-look = See the versions
conflicts-none = No values differ.
conflicts-somebody = Somebody else
conflicts-device = phone { $id }
conflicts-proposed = Proposed
conflicts-shown = Shown now
conflicts-written_over = Somebody changed it without having seen the others
conflicts-reason = Why this one? (it is noted)
conflicts-take = Keep this one
conflicts-keep_all = Keep all of them
conflicts-ask = Ask the person
conflicts-asked = To be asked
conflicts-decided = Decided. The other versions stay in the history.

## What a value rests on

basis-told = told
basis-document = seen on a paper
basis-mrz = read from a paper
basis-curp = from the CURP
basis-observed = observed
basis-list = from a list
basis-device = from the phone

## Roles

role-volunteer = Volunteer
role-case-worker = Case worker
role-shelter-admin = Shelter coordinator
role-auditor = Auditor
role-administrator = Administrator

## App: settings

settings-title = Settings
settings-language = Language
settings-language_missing = That language is not on this phone yet. It needs a network once.
settings-theme = Colours
settings-light = Light, for the sun
settings-dark = Dark, for the night
settings-lock_after = Lock when not used for
settings-minutes = { $n } min
settings-people = Who uses this phone
settings-people_what = Everybody opens with their own key and registers in their own name. All see what was registered here, each by their role. While it is locked, the phone shows everybody's first name.
settings-lock_now = Lock now

## App: who uses this phone

holder-add = Add another person
holder-add_later = To add another person, this phone joins a site first.
holder-title = The newcomer's key
holder-what = Hand the phone to the other person: they choose their key, and nobody else sees it.
holder-join = Your code and your name
holder-cancel = Cancel
holder-here = here now
holder-unnamed = No name yet
holder-forget = Remove the key of { $name }
holder-forget_what = They can no longer open this phone. What they registered stays and is sent in their name. If they left the team, also ask the coordinator to close their account.
holder-forget_now = Remove their key
holder-forgotten = That key no longer opens this phone.

## App: a new version

update-title = There is a new version
update-what = What is saved and what is unfinished stays. It opens again with your key.
update-take = Update now

## App: scanning

scan-hold = Hold the code before the camera.
scan-denied = The camera cannot be used. Type or paste the code.

## Findings

finding-unknown = There is something to check.

## App: this phone

phone-title = This phone
phone-people = People here
phone-waiting = Changes to send
phone-attention = Need attention
phone-conflicts = Values that differ
phone-contact = Last contact
phone-never = Never
phone-last_cost = Last exchange
phone-room = Room used
phone-may_be_cleared = The browser might clear this app when room is short. Install it on the home screen, and send as soon as there is a network.

## App: how the sync stands

standing-now-alone = Saved here, no server
standing-now-revoked = The server takes nothing from this phone any more
standing-now-unknown = The server does not know this phone
standing-now-attention = Something needs attention
standing-now-running = Sending and receiving…
standing-now-waiting =
    { $n ->
        [one] 1 change waits for a network
       *[other] { $n } changes wait for a network
    }
standing-now-done = Everything is on the server
standing-what-alone = What was registered is on this phone alone. Join a site as soon as you have a code.
standing-what-revoked = What is here is not lost. Talk to the coordinator; it can be handed over another way.
standing-what-unknown = The server was recovered from an older copy. What is here is not lost: ask for a new code and join again; everything is sent.
standing-what-attention = The server kept a change of this phone aside. It was not lost.
standing-what-running = You may go on registering. If it is cut, it goes on where it was.
standing-what-waiting = They are saved here. They are sent by themselves when there is a network.
standing-what-done = If this phone is lost today, no record is lost.
standing-short-alone = Here only
standing-short-revoked = No access
standing-short-unknown = Join again
standing-short-attention = Attention
standing-short-running = Sending
standing-short-waiting =
    { $n ->
        [one] 1 waits
       *[other] { $n } wait
    }
standing-short-done = On the server

## App: sync

sync-now = Send now
sync-stop = Stop
sync-progress = Progress
sync-so_far = { $up } sent, { $down } received
sync-automatic = Send by itself
sync-automatic_what = After a save, and when the network is back.

## App: what needs attention

attention-title = Needs attention
attention-open = See what happened
attention-what = The server did not put these changes into the record, but it keeps them. Note the code and talk to the coordinator.
attention-none = Nothing needs attention.
attention-outcome-quarantined = Being looked at.
attention-outcome-set_aside = It was decided not to use it.
attention-outcome-pending = Waits for another change that has not come yet.
attention-outcome-written_again = The administration wrote again what it said.
attention-reason-not_entitled = Your role may not register or change this.
attention-reason-may_not_resolve = Your role may not decide between differing facts.
attention-reason-may_not_move = Your role may not move a person to another site.
attention-reason-depends_on_quarantined = It follows another change that is under review.
attention-reason-no_longer_allowed = Your role does not allow this change any more.
attention-reason-device_revoked = This phone has no access any more.
attention-reason-account_not_bound = Your account is not joined to this phone.
attention-reason-basis_not_yours = It says that somebody decided, and your role may not decide.
attention-reason-own_share_full = This phone has written too much in this record.
attention-reason-document_full = The record takes no more.
attention-reason-too_much_at_once = Too much was sent at once.
attention-reason-other = Reason: { $code }.

## App: files

file-downloaded = { $file } is in Downloads. Send it from there.

## App: places

place-found = Municipalities

## App: lists

lists-title = Lists
lists-none = Lists of buses and flights are shown here. Bring one, or wait: those that the team receives come by themselves with the network.
lists-taken = { $taken } of { $rows }
lists-missing =
    { $n ->
        [one] 1 missing
       *[other] { $n } missing
    }
lists-nobody_missing = Nobody is missing
lists-drawn = { $taken } of { $rows } registered, { $absent } did not come
lists-bring = Bring a list
lists-bring_what = CSV, Excel (XLSX) or ODS, or one from another phone.

## App: reading a list

import-title = Check the list
import-people =
    { $n ->
        [one] 1 person
       *[other] { $n } people
    }
import-text = Text, separated by { $delimiter } ({ $encoding })
import-sheet = Workbook, sheet “{ $sheet }”
import-phone = Another phone’s list
import-more =
    { $n ->
        [one] and 1 more
       *[other] and { $n } more
    }
import-faults =
    { $n ->
        [one] 1 line cannot be read
       *[other] { $n } lines cannot be read
    }
import-faults_what = The rest is taken. Register these people by hand.
import-fault-cells = Line { $line }: { $found } cells where the header has { $expected }.
import-fault-torn = Line { $line }: a quotation mark is not closed.
import-fault-no_name = Line { $line }: neither given name nor surname.
import-fault-too_long = Line { $line }: a cell is too long.
import-fault-closing = Line { $line }: a total or a signature, not a person.
import-fault-heading = Line { $line }: a heading, not a person.
import-fault-explanation = Line { $line }: it explains the columns, it is not a person.
import-fault-other_table = Line { $line }: of another table, with other columns. Save it apart.
import-fault-hidden = Line { $line }: the sheet hides it.
import-fault-formula = Line { $line }: the name is a formula without a value. Open the list in a spreadsheet and save it.
import-fault-above = Row { $line }: it stands above the header and is not taken.
import-notice-other_encoding =
    { $n ->
        [one] 1 line with other letters was read as from Windows.
       *[other] { $n } lines with other letters were read as from Windows.
    }
import-notice-numbers_unusable = Printed numbers are missing or repeated: rows are counted from 1.
import-notice-names_unsure =
    { $n ->
        [one] 1 name might be split another way. Check it when registering.
       *[other] { $n } names might be split another way. Check them when registering.
    }
import-notice-dates_unread =
    { $n ->
        [one] 1 date is not understood and is kept as written.
       *[other] { $n } dates are not understood and are kept as written.
    }
import-notice-header_again =
    { $n ->
        [one] The header is repeated once.
       *[other] The header is repeated { $n } times.
    }
import-notice-hidden_sheets =
    { $n ->
        [one] 1 hidden sheet is not taken: { $sheets }.
       *[other] { $n } hidden sheets are not taken: { $sheets }.
    }
import-notice-hidden_rows =
    { $n ->
        [one] 1 hidden row is taken too.
       *[other] { $n } hidden rows are taken too.
    }
import-notice-hidden_columns =
    { $n ->
        [one] 1 hidden column is taken: { $columns }.
       *[other] { $n } hidden columns are taken: { $columns }.
    }
import-notice-columns_left =
    { $n ->
        [one] 1 column is not taken: { $columns }.
       *[other] { $n } columns are not taken: { $columns }.
    }
import-notice-formulas_empty =
    { $n ->
        [one] 1 cell is a formula without a value. Open the list in a spreadsheet and save it.
       *[other] { $n } cells are formulas without a value. Open the list in a spreadsheet and save it.
    }
import-notice-error_cells =
    { $n ->
        [one] 1 cell holds an error of the sheet (#N/A) and says nothing.
       *[other] { $n } cells hold an error of the sheet (#N/A) and say nothing.
    }
import-notice-letters_lost =
    { $n ->
        [one] 1 cell lost letters (?) before it came here. Correct it when registering.
       *[other] { $n } cells lost letters (?) before they came here. Correct them when registering.
    }
import-notice-sex_unclear =
    { $n ->
        [one] 1 row has both sexes marked: none is taken.
       *[other] { $n } rows have both sexes marked: none is taken.
    }
import-notice-families =
    { $n ->
        [one] 1 family is taken from the headings of the list.
       *[other] { $n } families are taken from the headings of the list.
    }
import-name = Name of the list
import-rows = This phone takes rows { $rows }.
import-questions_first = Answer first
import-take =
    { $n ->
        [one] Take: 1 person
       *[other] Take: { $n } people
    }
import-done =
    { $n ->
        [one] List saved: 1 person.
       *[other] List saved: { $n } people.
    }
import-known =
    { $n ->
        [one] It was on this phone already: 1 person.
       *[other] It was on this phone already: { $n } people.
    }
import-nobody =
    { $n ->
        [one] 1 line is not a person
       *[other] { $n } lines are not people
    }

## App: a list that came before

again-title = Is it the list { $name }?
again-known = { $known } of { $rows } people are on that list already.
again-new =
    { $n ->
        [one] 1 new person
       *[other] { $n } new people
    }
again-gone =
    { $n ->
        [one] 1 is no longer on it: number { $numbers }
       *[other] { $n } are no longer on it: numbers { $numbers }
    }
again-erased =
    { $n ->
        [one] 1 is of a person who was erased, and is not taken: number { $numbers }
       *[other] { $n } are of people who were erased, and are not taken: numbers { $numbers }
    }
again-changed = Number { $number } changed
again-registered = Registered already: correct it there.
again-what = If it is the same, only new people are added. Nobody is deleted.
again-same = Yes, it is the same list
again-other = No, they are other people

## App: delimiters

delimiter-comma = comma (,)
delimiter-semicolon = semicolon (;)
delimiter-tab = tab
delimiter-pipe = bar (|)

## App: questions about a list

ask-title = Only you can tell
ask-header = Which line names the columns? Number
ask-no_header = No line names them
ask-delimiter = What separates the cells?
ask-sheet = Which sheet is the list?
ask-column = Which column is “{ $meaning }”?
ask-no_name = Which column has the name? Say so below, under Columns.
ask-name_columns = The name seems to stand in several columns: { $columns }. Say below, under Columns, what each has.
ask-sex_marks = The columns { $columns } look like marks for the sex and hold something else: { $signs }. Say below, under Columns, what they are.
ask-header_rows = Does row { $line } name the columns too?
ask-header_rows-yes = Yes, it is part of the header
ask-header_rows-no = No, it is a person
ask-hidden =
    { $n ->
        [one] The sheet hides 1 row. Is it a person of the list?
       *[other] The sheet hides { $n } rows. Are they people of the list?
    }
ask-hidden-yes = Yes, take them
ask-hidden-no = No, leave them out
ask-lone = Rows { $lines } have a name alone. Are they people or headings?
ask-lone-yes = People
ask-lone-no = Headings or signatures
ask-sex = In the column of the sex, what is “{ $sign }”?
ask-dates = How are the dates in “{ $column }” written?
ask-dates_both = In “{ $column }” some dates can only be day/month and others only month/day. How are the rest?
ask-swapped = In “{ $column }” the spreadsheet seems to have turned day and month of some dates. Turn them back?
ask-swapped_yes = Yes, turn them back
ask-swapped_no = No, they are right
ask-dmy = Day/month/year
ask-mdy = Month/day/year
ask-names = In “{ $column }”, what comes first?
ask-surname_first = Surnames
ask-given_first = Given names

## App: columns of a list

columns-title = Columns ({ $n })
columns-what = What each column says. Change here what is wrong.
columns-nameless = Column { $n }

## App: meanings of columns

meaning-ignore = Not taken
meaning-full_name = Full name
meaning-surnames = Both surnames
meaning-middle_name = Middle name
meaning-sex-female = Mark: woman
meaning-sex-male = Mark: man
meaning-sex-girl = Mark: girl
meaning-sex-boy = Mark: boy
meaning-minor = Mark: minor
meaning-age-months = Age in months
meaning-birth-day = Day of birth
meaning-birth-month = Month of birth
meaning-birth-year = Year of birth
meaning-identity_paper-dpi = DPI number
meaning-identity_paper-dui = DUI number
meaning-identity_paper-dni = DNI number
meaning-identity_paper-cedula = Cédula number
meaning-identity_paper-identidad = Number of DPI, DUI or DNI
meaning-identity_paper-pasaporte = Passport number
meaning-identity_paper-matricula_consular = Consular card number
meaning-identity_paper-ine = INE voter key
meaning-number = Number on the list
meaning-note = Remarks, for coordinators only

## App: one list

list-hand_over = Hand to another phone
list-progress = Progress of the list
list-of = of { $rows } registered
list-absent =
    { $n ->
        [one] 1 did not come
       *[other] { $n } did not come
    }
list-whose = Who registers whom
list-whose_none = Share the numbers out: nobody is asked twice.
list-this_phone = This phone
list-other_phone = Another phone
list-claim = I take…
list-find = Name or number
list-show = What is shown
list-show-missing = Missing
list-show-mine = Mine
list-show-all = All
list-nobody = Nobody on the list has that name. Try one surname alone.
list-none_mine = You have not taken any rows yet. Tap “I take…”.
list-taker = Taken on by: { $by }
list-by-taken = Registered by { $by }, { $at }
list-by-absent = Did not come; noted by { $by }, { $at }
list-state-taken = Registered
list-state-registered = Has a record
list-state-absent = Did not come
list-contested = Two phones say different things
list-absent_short = Absent
list-absent_of = Absent: { $name }
list-absent_what = It is noted that they did not come. If they come later, tap them on the list and register them.
list-absent_yes = Did not come
list-absent_no = Back to the list
list-absent_done = Noted: { $name } did not come.

## App: rows that are taken

claim-what = The numbers that you will register. Other phones see it as soon as there is a network.
claim-none_free = Somebody takes every row already.
claim-first = From number
claim-last = To number
claim-odd = Write two numbers of the list, the smaller first.
claim-take = I take these
claim-done = You take: { $rows }.

## App: a list from phone to phone

parcel-title = A list from another phone
parcel-what = Ask for the code on the screen of whoever gave you the list.
parcel-code = Code
parcel-open = Open the list
parcel-give_what = This makes a file that only a code opens. Send it by Bluetooth or however you can; say the code aloud.
parcel-rows = Rows that the other phone takes
parcel-rows_odd = Write them like this: 46-90, or 91-
parcel-give = Make the file
parcel-shared = Sent. Now say the code.
parcel-tell = Say this code to whoever gets the file:
parcel-delete = Once the other person has the list, the file can be deleted. Nobody opens it without the code.

## App: history

history-title = History
history-what = Everything that was written, the latest first. The time is that of the phone that wrote it.
history-by = { $who }, { $at }
history-reason = Reason: { $reason }
history-cleared = taken away
history-claimed = (proposed)
history-household = with their own
history-site = another site
history-not_sent = not on the server yet
history-proven = no later than { $at }
history-standing-pending = waits for another change on the server
history-standing-quarantined = the server kept it aside
history-standing-set_aside = it was decided not to use it
history-standing-written_again = it was written again
history-conflict-began = From here there are two versions: { $field }
history-conflict-changed = One more version: { $field }
history-conflict-ended = One version is left: { $field }
history-then = See how it was
history-at = As it was: { $at }
history-at_what = By the clocks of the phones that wrote it.

## App: couriers

courier-title = Send without a network
courier-what = Where there is no network, somebody else can carry what is yours on their phone or a stick. It is encrypted: only the server reads it.
courier-give = Send what is mine
courier-waits =
    { $n ->
        [one] 1 change waits.
       *[other] { $n } changes wait.
    }
courier-nothing_waits = Nothing waits to be sent.
courier-give_what = It still counts as not sent until the receipt is back or there is a network.
courier-make = Make the file
courier-made = File made { $at }: { $n } changes, { $size }. They are not on the server yet.
courier-take = Receive a file
courier-take_what = Somebody else's sending, to carry it; or the receipts that were brought back to you.
courier-choose = Choose the file
courier-carried =
    { $n ->
        [one] This phone carries 1 more sending.
       *[other] This phone carries { $n } more sendings.
    }
courier-known =
    { $n ->
        [one] 1 sending was here already.
       *[other] { $n } sendings were here already.
    }
courier-acknowledged =
    { $n ->
        [one] The server confirms 1 sending of yours.
       *[other] The server confirms { $n } sendings of yours.
    }
courier-no_news = Receipts read; they say nothing new of this phone.
courier-damaged = A part of the file came damaged; the rest was taken. Ask for another copy.
courier-for_others = What I carry for others
courier-to_deliver = To deliver
courier-delivered = Delivered
courier-refused = Refused
courier-deliver_what = They are delivered by themselves as soon as this phone has a network.
courier-give_receipts = Hand back the receipts

## Failures: what happened and what to do, in the app and on the command line

failure-open_elsewhere = Close it in the other tab and try again here. So nothing is written twice.
failure-not_open = It is locked. Open it with your key.
failure-no_such_holder = That person has no key on this phone any more.
failure-last_key = It is the only key to these records; it cannot be removed.
failure-wrong_secret = That is not the key. Try again.
failure-secret_too_short = It is too short.
failure-damaged_vault = The key of this phone is damaged. Delete nothing; tell the coordinator.
failure-no_files = This browser does not let files be kept: leave the private window, or use an up-to-date Chrome.
failure-no_entropy = This browser cannot make safe keys. Use another.
failure-no_such_record = That person is not on this phone.
failure-no_such_field = This version does not know that field. Update the app.
failure-no_conflict = It was decided already.
failure-not_allowed = Your role does not allow this. Ask the coordinator.
failure-value_too_long = It is too long. Shorten it; nothing was lost.
failure-document_full = This record takes no more. Tell the coordinator.
failure-not_enrolled = This phone has not joined a site yet.
failure-already_enrolled = This phone has joined a site already.
failure-no_invitation = That is no invitation code. Check that it is whole.
failure-other_server = That code is of another server. Open the app from the address of the code.
failure-unreachable = There is no network. What was saved is still here and is sent later.
failure-not_puente = Another page answered, such as a hotel's. Open it first to get a network.
failure-code_refused = The code was used, is too old or is wrong. Ask for another.
failure-unknown_device = Nothing was sent: this phone has to join again, with a new code.
failure-refused = The server does not take it for now. Nothing was lost.
failure-storage_full = The phone is full. Delete photos or videos and try again; nothing was lost.
failure-store_too_new = These data are of a later version. Update the app.
failure-damaged_store = The data of this phone are damaged. Delete nothing; tell the coordinator.
failure-store = It could not be saved. Try again.
failure-request = Something failed in the app. Nothing was lost.
failure-defect = Something failed in the app. Open it again; what was saved is still here.
failure-other = It could not be done ({ $code }). Nothing was lost.
failure-no_such_list = That list is no longer on this phone.
failure-no_such_row = The list has no such row.
failure-rows_claimed = Another phone takes some of those rows. Agree with its holder.
failure-copy_not_opened = That is not the code, or the file came damaged.
failure-list_questions = The list leaves questions open.
failure-list_too_long = The file is too large to be a list of people.
failure-list_too_many_rows = The list has too many rows; split it.
failure-list_too_many_columns = The list has too many columns; remove those that are not about people.
failure-list_empty = The file is empty.
failure-list_protected = The workbook has a password: open it, take it off and save it again.
failure-list_old_format = It is a workbook of an old format: open it and save it as XLSX, ODS or CSV.
failure-list_not_a_list = It is no list: save it as XLSX, ODS or CSV.
failure-list_damaged = The file is cut off or damaged. Ask for it again.
failure-list_no_header = No line names the columns.
failure-list_no_such_column = The list has no such column.
failure-list_no_such_sheet = The workbook has no such sheet.
failure-courier_no_keys = This phone does not know the server's key yet. It needs a network once.
failure-courier_not_a_bundle = That file is neither a sending nor a receipt of Puente.
failure-courier_other_server = That sending is for another server. Its own people carry it.
failure-courier_full = This phone cannot carry more. Find it a network first.
failure-receipt_not_signed = That receipt is not from your server. Ask for it again.
failure-receipt_not_mine = That receipt is another phone's.
failure-receipt_outlived = The server was restored after that receipt, so it no longer holds. What is yours will be sent again.

## Command line: reading it

cli-usage = Usage
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-one-of = one of: { $values }
cli-default = if not given: { $value }
cli-any-help = Show this help
cli-any-version = Show the version
cli-any-language = The language; if not given, that of PUENTE_LANGUAGE or of the system
cli-wrong-value = “{ $value }” will not do for “{ $argument }”. { $says }
cli-wrong-no-value = “{ $argument }” needs a value.
cli-wrong-unknown = There is no option “{ $argument }”.
cli-wrong-command = There is no command “{ $command }”.
cli-wrong-no-command = Say what to do with “{ $command }”: { $commands }.
cli-wrong-missing = Missing: { $argument }.
cli-wrong-conflict = “{ $argument }” and “{ $other }” do not go together.
cli-wrong-twice = “{ $argument }” is said once only.
cli-wrong-no-equals = “{ $argument }” takes an equals sign.
cli-wrong-too-many = “{ $value }” is one too many after “{ $argument }”.
cli-wrong-number = “{ $argument }” has too few values, or too many.
cli-wrong-utf8 = There are letters that are not UTF-8.
cli-wrong-other = This is not understood: { $fault }
cli-wrong-meant = Did you mean “{ $meant }”?
cli-wrong-help = --help shows how it is used.
cli-value-options = OPTIONS
cli-value-command = COMMAND
cli-value-language = LANGUAGE
