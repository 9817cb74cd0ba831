### English. Everyday words; what is read out is short.

## This language

language-name = English
language-locale = en
# By ISO 639-3, as records name the language of a notice.
language-iso639-3 = eng

## App: words of everywhere

add = Add
undo = Undo
again = Try again
back = Back
change = Change
close = Close
done = Done

## App: its parts

nav-label = Parts of the app
nav-to-home = Home
nav-to-gate = Arrivals
nav-to-lists = Lists
nav-to-find = Find
nav-to-phone = Phone
nav-lock = Lock
nav-detail = Detail
nav-nothing = Choose somebody from the list, or register whoever is arriving.
nav-nothing_home = Choose a case: it opens here.
nav-nothing_phone = What you choose on the left opens here.

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

gate-title = Arrivals
gate-no_site = No site yet
gate-arrival = How are they arriving?
gate-arrival_hint = Place, bus or flight
gate-register = Register a person
gate-drafts = Unfinished
gate-now = Cannot wait
gate-latest = Latest people
gate-nobody_yet = There is nobody on this phone yet.
gate-nobody_by_you = Here you will see those you register. People who are on this phone already: { $n }.
gate-no_name = No name yet

## App: whoever may register nobody

may_not-title = You do not register anybody here
may_not-register = If you are to register people too, ask for a volunteer's invitation. With this phone you can carry what your colleagues send:

## App: the homes of those who have more than the gate

home-title-desk = To attend to
home-title-auditor = Audit
home-title-administrator = Administration
home-group = { $group }: { $n }
home-more = Show { $n } more
home-nothing = Nothing waits on this phone for now.
home-what-administrator = Backups and the recovery key are managed at the server's computer. People's data does not come to this phone.
home-what-auditor = The log (who saw and who changed what) is still read at the server's computer. People's data does not come to this phone.
area-lacking = This part is not on this phone yet. Open it once with a network; after that it always opens.
area-again = Try again

queue-this_phone = This phone
queue-short-minors = On their own
queue-short-urgent = Urgent
queue-short-refused = Not accepted
queue-short-conflicts = To clarify
queue-short-lists = Lists
queue-short-unsent = To send
queue-group-minors = Children and teenagers on their own
queue-group-urgent = Urgent
queue-group-refused = Not accepted
queue-group-conflicts = To clarify
queue-group-lists = Open lists
queue-group-unsent = To send
queue-why-minor_alone = May be a minor and came alone. Nobody has noted that the DIF and the Procuraduría were told.
queue-why-minor_unclear = Came alone, and the age is not known.
queue-why-urgent_now = Needs medical care now.
queue-why-urgent_today = Needs medical care today.
queue-why-refused =
    { $n ->
        [one] The server keeps 1 change apart. It is not lost.
       *[other] The server keeps { $n } changes apart. They are not lost.
    }
queue-why-conflict =
    { $n ->
        [one] 1 answer was noted in two ways.
       *[other] { $n } answers were noted in two ways.
    }
queue-why-list_open =
    { $n ->
        [one] 1 person is missing.
       *[other] { $n } people are missing.
    }
queue-why-unsent =
    { $n ->
        [one] 1 change is saved here and not yet on the server.
       *[other] { $n } changes are saved here and not yet on the server.
    }
queue-answer-call_offices = Open the record and call
queue-answer-open_record = Open the record
queue-answer-decide = Decide
queue-answer-see_values = See the versions
queue-answer-see_refusal = See what happened
queue-answer-open_list = Open the list
queue-answer-send = Go and send

# ── Team, phones and sites (administration) ──
team-title = Team
team-name = Name
team-roles = What they do
team-manage = Change
team-role_at = { $role }, { $site }
team-until = until { $day }
team-no_role = No role at present
team-nobody = There is nobody on your team yet.
team-open = Open
team-open_of = Open { $name }
member-since = Since { $when }
member-from_until = Since { $when }, until { $day }
member-renew = One more month
member-renew_of = One more month of { $role }, { $site }
member-renewed = Role renewed.
member-end_role = Take away
member-end_role_of = Take away { $role }, { $site }
member-role_ended = The role was taken away.
member-give = Give another role
member-give_it = Give the role
member-apart = The person who runs the server cannot also audit it: use another account.
member-given = Role given. The phone hears of it when it next sends and receives.
member-password = Forgotten password
member-password_what = Make a password that is good once. With it the person chooses another on their phone.
member-password_make = Make a one-time password
member-password_made = Password made. Hand it over in person.
member-password_until = Good until { $when }. It is not shown again.
member-end = Close the account
member-end_what = They can no longer sign in or send. What they registered stays.
member-end_yes = Yes, close the account of { $name }
member-end_no = Do not close
member-ended = Account closed.
invite-title = Invite
invite-what = One code is for one person and one phone.
invite-role = What will they do?
invite-site = At which site?
invite-at = At { $site }
invite-hours = How long is the code good?
invite-hours_n =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
invite-make = Make the invitation
invite-for = { $role }, { $site }
invite-qr = Code to join with the camera
invite-how = Open { $address } on the phone and scan the code, or type it.
invite-until = Good until { $when }, once.
invite-copy = Copy the link
invite-copied = Link copied. Send it to that person alone.
invite-print = Print
invite-waiting = Waiting for the phone to join…
invite-joined = { $name } joined.
invite-compare = Compare these six digits with those on their phone. If they differ, mark that phone as lost.
invite-another = Another invitation
term-legend = Until when?
term-open = No date
term-week = A week
term-month = A month
term-day = Until a day
term-last_day = Last day
phones-title = Phones
phones-what = Each phone carries what its people may see. If one is lost, mark it at once.
phones-people = Who uses it
phones-nobody = Nobody
phones-site = Site
phones-digits = Six digits
phones-state = State
phones-lost = If it is lost
phones-since = In use since { $when }
phones-brought = Last sent { $ago }
phones-silent = More than a day without sending. It may hold registrations that nobody else has: find whoever uses it.
phones-not_erased =
    { $n ->
        [one] It may still hold { $n } person who was erased ({ $when }).
       *[other] It may still hold { $n } people who were erased (the first, { $when }).
    }
phones-not_ended = It has not confirmed the end of { $role }, { $site } ({ $when }).
phones-not_done = Ask whoever uses it to open the app with internet and to tap “Send now” twice. If it does not turn up, mark it as lost.
phones-not_done_lost = It is cancelled: what is in it stays encrypted. If it turns up, open it with internet or wipe it.
phones-revoked_at = Cancelled { $when }
phones-unknown = Known only by what others brought
phones-copied =
    { $n ->
        [one] A copy of this phone was in use, last { $when }.
       *[other] Copies of this phone were in use { $n } times, last { $when }.
    }
phones-lost_it = It is lost
phones-lost_of = The phone of { $people } is lost
phones-lost_yes = Yes, it is lost
phones-lost_no = No
phones-lost_what = It gets nothing more, and what it sends is put aside. What it had is still encrypted with its owner's passphrase. Invite the person again with another phone.
phones-revoked = Phone cancelled. If it turns up, do not use it: invite again.
setup-title = Getting started
setup-of = { $done } of { $all } steps
setup-what = Four steps, and this server is ready. You can take them in another order, and go on another day.
setup-done = Done
setup-step-site = Add the first site
setup-how-site = The crossing, airport or shelter where people who arrive are registered.
setup-step-people = Invite the first person
setup-how-people = For instance whoever runs that site: they can then invite their own team.
setup-step-key = Keep a recovery key
setup-how-key = Without it, the newest confidential notes are lost if the server is lost. On another computer, without a network, type `age-keygen -o recovery`. Print that file twice and keep it in two safe places. Only the line that begins with “age1” belongs here.
setup-key_line = The line that begins with age1
setup-key_save = Keep the key
setup-key_saved = The key is kept. Phones get it when they next sync.
setup-key_wrong = That is no line that begins with “age1”, or letters are missing.
setup-step-backup = Make the first backup
setup-how-backup = At the server's machine, before the first person is registered. The installation guide says how to do it four times a day by itself, and how to check that it opens.
setup-look_again = I have done it
setup-backed_up = The latest is of { $at }.
sites-title = Sites
sites-new = New site
sites-name = Name
sites-kind = What it is
sites-kind-crossing = Crossing
sites-kind-shelter = Shelter
sites-kind-office = Office
sites-zone = Time of
sites-no_zone = It is not said which time applies
sites-dif = Telephones of the DIF
sites-attorney = Telephones of the Procuraduría
sites-phones_what = Up to three numbers, separated by commas. They are dialled when a child arrives alone.
sites-no_dif = The telephone of the DIF is missing.
sites-open = Does it receive people?
sites-is_open = Open
sites-is_closed = Closed
sites-save = Save
sites-leave = Leave as it was
sites-change = Change
sites-change_of = Change { $name }
sites-saved = Saved. Phones hear of it when they next send and receive.
sites-wrong = Check the name (it cannot be taken twice) and the telephone numbers.

server-unconfirmed =
    { $n ->
        [one] { $n } phone has not confirmed that it let go of data
       *[other] { $n } phones have not confirmed that they let go of data
    }
server-title = On the server
server-what = Here you decide what the server keeps for you. It needs a network and your password for the server.
server-as = Signed in as { $name }.
server-sign_in = Sign in to the server
server-sign_out = Sign out of the server
server-conflicts = To clarify on the server
server-conflicts_count =
    { $n ->
        [0] Nothing waits
        [one] 1 person
       *[other] { $n } people
    }
server-conflicts_more = More than { $n } people
server-conflicts_what = People with answers noted in two ways, as the server knows. You decide on their page.
server-not_here = This person is not on this phone yet. Send and receive, and try again.

signin-what = It is the password for the server, not the phrase that opens this phone.
signin-way = Do you have a password for the server?
signin-way-known = Yes
signin-way-first = Not yet
signin-way-other = I want another
signin-password = Password for the server
signin-password_before = Password until now
signin-chosen = New password
signin-differ = They are not the same. Type it again.
signin-choose = Save and sign in
signin-asking = One moment…
signin-ends = When the phone is locked, you are signed out of the server too.
signin-wait =
    { $n ->
        [one] Tried several times. Wait 1 second and try again.
       *[other] Tried several times. Wait { $n } seconds and try again.
    }

quarantine-title = Changes under review
quarantine-count =
    { $n ->
        [0] None waits
        [one] 1 waits
       *[other] { $n } wait
    }
quarantine-what = The server did not put these changes into the records, but keeps them. Decide one by one; whoever wrote it gets the answer.
quarantine-none = No change waits.
quarantine-since = Since
quarantine-reason = Why
quarantine-device = Phone
quarantine-decision = Decision
quarantine-look = Look
quarantine-look_at = Look at change { $n }
quarantine-from = Since { $when } · phone { $device }
quarantine-deletes = Deletes it
quarantine-unreadable = What it says cannot be read.
quarantine-logged = It is noted that you saw this.
quarantine-because = Why do you decide so? (it is noted)
quarantine-because_first = Write the reason first.
quarantine-release = Let it in
quarantine-release_what = It enters as it was written. Only if the problem was a permission or room.
quarantine-released = It is in the record.
quarantine-write_again = Write it again
quarantine-write_again_what = What it says is written in your name; what others wrote stays beside it.
quarantine-written = It was written again.
quarantine-set_aside = Do not use it
quarantine-set_aside_what = It never enters. It is kept apart.
quarantine-aside = It is kept apart.
quarantine-why-not_entitled = Whoever wrote it has no permission at that site.
quarantine-why-may_not_resolve = It decides between different answers without that permission.
quarantine-why-may_not_move = It moves a person to another site without that permission.
quarantine-why-device_revoked = The phone no longer had access.
quarantine-why-account_not_bound = The account does not belong to that phone.
quarantine-why-own_share_full = The phone has written too much into that record.
quarantine-why-depends_on_quarantined = It comes after another change under review.
quarantine-why-actor_reused = Two phones write as if they were one: there may be a copy.

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
form-no_name = Has no surname, or does not know it
form-said_why = Noted why it is missing.
form-split = Separate: { $one } · { $two }
form-save = Save
form-saving = Saving…
form-lacks_name = Type it, or tap “Has no surname, or does not know it”.
form-lacks_answer = Choose an answer.
form-lacks_age = Type the age, or tap “Not known”.
form-odd = { $what } If it is so, tap Save once more.
form-discard = Delete this draft
form-discarded = The draft was deleted.

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
papers-mrz = The lines with <<< at the foot of the passport
papers-use = Use these data

## App: a minor without company

minor-title-alone = Child or adolescent without company
minor-title-doubted = Child or adolescent: nobody knows who came along
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
saved-card_what = Say the code to them or hand them the card: it holds none of their data.
saved-print = Print
saved-open = Open record
saved-next = Next person
saved-next_row = Next on the list
saved-family = Add a relative

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
person-conflicts =
    { $n ->
        [one] 1 to clarify
       *[other] { $n } to clarify
    }
person-age =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
person-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
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
person-family = Family
person-add_relative = Add a relative
person-entries = { $kind }: { $n }

## App: what was noted, corrected or taken back

noted-correct = Correct
noted-take_back = Take this back
noted-taken_back = Taken back. The history keeps what it said.

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
section-write_only = Confidential
section-conflict = There are two versions of this. What you type is added; the coordinator decides.

## App: conflicts

conflicts-title = To clarify
conflicts-decide = Decide
conflicts-look = See the versions
conflicts-none = There is nothing to clarify.
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
role-ends = Your role as { $role } at { $site } ends on { $day }. Ask for it to be renewed.
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
phone-conflicts = To clarify
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
sync-waits = It could not be sent yet. It is tried again by itself at { $at }; what was saved is still here.
sync-stop = Stop
sync-progress = Progress
sync-so_far = { $up } sent, { $down } received
sync-automatic = Automatic sending
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
list-claim = Take numbers
list-find = Name or number
list-show = What is shown
list-show-missing = Missing
list-show-mine = Mine
list-show-all = All
list-nobody = Nobody on the list has that name. Try one surname alone.
list-none_mine = You have not taken any rows yet. Tap “Take numbers”.
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
claim-take = Take these numbers
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
history-household = with their family
history-site = another site
history-not_sent = not on the server yet
history-proven = reached the server by { $at }
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
failure-wrong_secret = That is not your passphrase or PIN. Try again.
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
failure-code_withdrawn = Whoever gave you this code may no longer invite to this site. Ask whoever coordinates now for another.
failure-code_refused = The code was used, is too old or is wrong. Ask for another.
failure-unknown_device = Nothing was sent: this phone has to join again, with a new code.
failure-refused = The server does not take it for now. Nothing was lost.
failure-storage_full = The phone is full. Delete photos or videos and try again; nothing was lost.
failure-store_too_new = These data are of a later version. Update the app.
failure-damaged_store = The data of this phone are damaged. Delete nothing; tell the coordinator.
failure-store = It could not be saved. Try again.
failure-request = Something failed in the app. Nothing was lost.
failure-defect = Something failed in the app. Open it again; what was saved is still here.
failure-signed_out = You are signed out of the server. Sign in again with your password.
failure-login_refused = That is not the password of your account on this phone.
failure-password_needed = That password was good for one use. Choose your own now.
failure-password_refused = Choose another one: 10 letters or more, and not the one before.
failure-too_many_requests = Tried several times. Wait a moment and try again.
failure-outdated = Somebody changed it meanwhile. Look again, then decide.
failure-not_possible = That cannot be done with this change. Try another decision.
failure-not_found = It is gone, or not for your account.
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

## Command line: what `puente-field` asks and tells

cli-panicked = Internal failure; nothing saved was lost. ({ $place })
cli-ask-passphrase = Passphrase
cli-ask-password = New password
cli-ask-again = Again
cli-store-set_aside = What was saved last is damaged and was set aside in { $path }: do not delete it, look whom you registered last, and register again whoever is missing.
cli-nobody = Nobody.
cli-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
cli-conflicts = { $n ->
    [one] { $n } conflict
   *[other] { $n } conflicts
 }
cli-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
cli-years-about = { $years } years
cli-field-of-entry = { $entry }: { $field }
cli-by-rule = by the rule: { $why }
cli-author-unknown = who?
cli-author-unnamed = no name
cli-state-saved_here = saved here
cli-state-receipt = on the server (receipt { $receipt })
cli-state-on_server = on the server
cli-state-needs_attention = needs attention
cli-basis-decided = decided
cli-outcome-quarantined = The office will look at it
cli-outcome-pending = Waits on the server for what it lacks
cli-outcome-set_aside = The office decided not to use it
cli-outcome-written_again = The office wrote again what it said
cli-proposed-candidate = proposed: { $number }.
cli-proposed-all = proposed: keep all.
cli-proposed-nothing = nothing is proposed.
cli-conflicts-none = No conflicts.
cli-conflicts-asked = ?? ask the person
cli-conflicts-shown = the one that is shown
cli-conflicts-claim = proposed later
cli-conflicts-written_over = somebody changed it without having seen the others
cli-conflicts-proven = on the server before { $time }
cli-ask-done = { $field }: need not be asked any more
cli-ask-noted = { $field }: to be asked of the person
cli-export-attention = There is nothing to carry, but what was sent needs attention; see `status`.
cli-export-nothing = Everything is on the server; there is nothing to carry.
cli-export-done = { $path }: what the server lacks, encrypted for it. Anybody may carry it; nobody else can read it.
cli-carry-taken = { $n ->
    [one] { $n } more bundle to carry
   *[other] { $n } more bundles to carry
 }
cli-carry-known = { $n ->
    [one] { $n } was here already
   *[other] { $n } were here already
 }
cli-carry-damaged = { $n ->
    [one] { $n } damaged piece
   *[other] { $n } damaged pieces
 }
cli-carry-receipts = { $n ->
    [one] { $n } receipt to hand back
   *[other] { $n } receipts to hand back
 }
cli-receipts = { $n ->
    [one] { $n } receipt
   *[other] { $n } receipts
 }
cli-receipts-segments = { $n ->
    [one] { $n } upload is on the server now
   *[other] { $n } uploads are on the server now
 }
cli-enrolled = Enrolled: { $grants }
cli-enrolled-digits = Both screens show: { $digits }
cli-history-nothing = Nothing has been written there.
cli-history-pending = waits on the server for other changes
cli-history-quarantined = kept aside by the server: { $why }
cli-history-set_aside = set aside by the server: { $why }
cli-history-written_again = was written again
cli-history-conflict_began = a conflict begins
cli-history-conflict_ended = the conflict ends
cli-history-conflict_changed = the conflict changes
cli-history-of = “{ $value }” by { $author }
cli-history-before = before: { $values }
cli-history-claimed = proposes { $value }
cli-history-unclaimed = is not proposed any more
cli-household-none = No family here.
cli-household-or = or else
cli-household-disputed = there is another version
cli-handed-over = { $path }: the list, which only the code { $code } opens. Say it aloud; the other phone takes it with `import { $path } --code { $code }`.
cli-list-none = None.
cli-list-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
 }
cli-list-taken = { $n ->
    [one] { $n } taken
   *[other] { $n } taken
 }
cli-list-absent = { $n ->
    [one] { $n } did not come
   *[other] { $n } did not come
 }
cli-list-missing = { $n ->
    [one] { $n } missing
   *[other] { $n } missing
 }
cli-list-this_phone = this phone
cli-list-other_phone = another phone
cli-list-unopened = to be opened
cli-row-taken = taken
cli-row-registered = registered
cli-row-absent = did not come
cli-row-missing = missing
cli-row-contested = they differ
cli-take-of_other = Notice: { $by } takes that row.
cli-take-known = was here already
cli-import-line = Line { $line }: { $fault }
cli-import-notice = Notice: { $notice }
cli-import-row = Row { $row }
cli-import-registered = { $n ->
    [one] { $n } person registered
   *[other] { $n } people registered
 }
cli-import-known = { $n ->
    [one] { $n } was here already
   *[other] { $n } were here already
 }
cli-import-new = { $n ->
    [one] { $n } new row on the list
   *[other] { $n } new rows on the list
 }
cli-import-unread = { $n ->
    [one] { $n } not read
   *[other] { $n } not read
 }
cli-import-others = { $n ->
    [one] { $n } line that is nobody
   *[other] { $n } lines that are nobody
 }
cli-fault-cells = it has { $found } cells where the header has { $expected }.
cli-fault-heading = it is a heading, not a person.
cli-fault-explanation = it explains the columns and is not a person.
cli-fault-other_table = it belongs to another table with other columns; save that apart.
cli-fault-hidden = the sheet does not show it, and it is not taken.
cli-fault-formula = its name is a formula without a value; open the list in a spreadsheet and save it.
cli-fault-above = it stands above the header and is not taken.
cli-fault-torn = it has a quotation mark that is not closed.
cli-fault-no_name = it has neither name nor surname.
cli-fault-too_long = it has a cell that is too long.
cli-fault-closing = it is a total or a signature, not a person.
cli-notice-numbers_unusable = the printed numbers are missing or repeated: rows are counted from 1.
cli-notice-header_again = { $n ->
    [one] the header is repeated once.
   *[other] the header is repeated { $n } times.
 }
cli-notice-hidden_sheets = hidden sheets that are not taken: { $sheets }; if one is the list, use --sheet.
cli-notice-hidden_columns = hidden columns that are taken: { $columns }.
cli-notice-columns_left = { $n ->
    [one] { $n } column is not taken: { $columns }.
   *[other] { $n } columns are not taken: { $columns }.
 }
cli-notice-other_encoding = { $n ->
    [one] { $n } line in another encoding was read as Windows-1252.
   *[other] { $n } lines in another encoding were read as Windows-1252.
 }
cli-notice-names_unsure = { $n ->
    [one] { $n } name might be split another way; look at it.
   *[other] { $n } names might be split another way; look at them.
 }
cli-notice-dates_unread = { $n ->
    [one] { $n } date is not understood and is kept as typed.
   *[other] { $n } dates are not understood and are kept as typed.
 }
cli-notice-hidden_rows = { $n ->
    [one] { $n } hidden row is taken too.
   *[other] { $n } hidden rows are taken too.
 }
cli-notice-sex_unclear = { $n ->
    [one] { $n } row has both sexes marked, and none is taken.
   *[other] { $n } rows have both sexes marked, and none is taken.
 }
cli-notice-families = { $n ->
    [one] { $n } family is taken from the headings of the list.
   *[other] { $n } families are taken from the headings of the list.
 }
cli-notice-formulas_empty = { $n ->
    [one] { $n } cell is a formula without a value: open the list in a spreadsheet and save it.
   *[other] { $n } cells are formulas without a value: open the list in a spreadsheet and save it.
 }
cli-notice-error_cells = { $n ->
    [one] { $n } cell holds an error of the sheet (#N/A, #REF!) and says nothing.
   *[other] { $n } cells hold an error of the sheet (#N/A, #REF!) and say nothing.
 }
cli-notice-letters_lost = { $n ->
    [one] { $n } cell lost letters (?) before it came here; correct it by hand.
   *[other] { $n } cells lost letters (?) before they came here; correct them by hand.
 }
cli-ask-delimiter = what separates the cells? --delimiter "," or ";"
cli-ask-sheet = which sheet? { $sheets }: --sheet NAME
cli-ask-no_name = which column has the name? --column "COLUMN=full_name"
cli-ask-sex_codes = which sex is { $signs }? --sex-codes H=male,M=female
cli-ask-date_order = are the dates of “{ $column }” day/month or month/day? --date-order dmy or mdy
cli-ask-two_date_orders = some dates can only be day/month and others only month/day; are the dates of “{ $column }” day/month or month/day? --date-order dmy or mdy
cli-ask-dates_swapped = in “{ $column }” the sheet seems to have turned day and month: what it stored as dates has days 1 to 12, what it left as text has days from 13 on; turn them back? --dates-swapped yes or no
cli-ask-name_order = do surnames stand first in “{ $column }”? --name-order surname_first or given_first
cli-ask-column_twice = which column is { $meaning }? { $columns }: --column "COLUMN={ $meaning }" and --column "OTHER=ignore"
cli-ask-header_rows = does row { $line } name the columns too? --header-rows 2, or 1 if it is a person
cli-ask-name_columns = the name seems to stand in several columns ({ $columns }): --column "COLUMN=name.surname1" for each
cli-ask-hidden_rows = { $n ->
    [one] the sheet hides { $n } row: is it a person of the list? --hidden-rows take or skip
   *[other] the sheet hides { $n } rows: are they people of the list? --hidden-rows take or skip
 }
cli-ask-lone_rows = rows { $lines } have a name alone: are they people or headings? --lone-rows people or headings
cli-ask-sex_marks = the columns { $columns } look like marks for the sex and hold something else: --column "COLUMN=sex.male", sex.female or ignore
cli-again-new = New rows
cli-again-gone = Not there any more, and kept as they are
cli-again-erased = Of people who were erased, and not taken; if it is somebody else, register them apart
cli-again-registered = has a record already: correct it there
cli-show-family = With the family
cli-show-others = there are other values
cli-status-server = Server
cli-status-person = Person
cli-status-roles = Roles
cli-status-records = Records
cli-status-documents = Documents
cli-status-waiting = Changes to send
cli-status-attention = Need attention
cli-status-pending = Wait there for others
cli-status-conflicts = Conflicts
cli-status-contact = Last contact
cli-status-device = Device
cli-status-aside = Received and unusable
cli-status-carried = Others' bundles to deliver
cli-status-carried_refused = Others' bundles that the server did not take
cli-status-restored = ⚠ Server came back from a backup
cli-status-revoked = This device was revoked: tell the office.
cli-status-unknown = The server came back from a backup and does not know this device: use `enrol` with a new code; nothing is lost.
cli-password-chosen = Password chosen for the account { $account }
cli-preview-list = List
cli-preview-file = File
cli-preview-text = text, { $encoding }, separated by { $delimiter }
cli-preview-workbook = workbook, sheet “{ $sheet }” of { $sheets }
cli-preview-phone = another phone's list
cli-preview-header = Header
cli-preview-no_header = none
cli-preview-row = row { $row }
cli-preview-sex = Sex
cli-preview-dates = Dates
cli-preview-names = Names
cli-preview-rows = Rows
cli-preview-columns = Columns
cli-preview-left = not taken
cli-preview-first = First rows
cli-report-written = { $n ->
    [one] { $n } count, { $withheld } of them withheld.
   *[other] { $n } counts, { $withheld } of them withheld.
 }
cli-resolve-kept = all are kept
cli-resolve-nothing = Nothing to propose.
cli-resolve-decided = { $n ->
    [one] { $n } decided.
   *[other] { $n } decided.
 }
cli-resolve-proposed = { $n ->
    [one] { $n } to decide: repeat with --yes.
   *[other] { $n } to decide: repeat with --yes.
 }
cli-resolve-left = { $n ->
    [one] { $n } without a proposal: decide it.
   *[other] { $n } without a proposal: decide them one by one.
 }
cli-resolve-others = not: { $values }
cli-site-closed = closed
cli-site-no_zone = no time zone
cli-site-night = { $local }, night of { $night }
cli-site-dif = DIF: { $phones }
cli-site-attorney = Procuraduría: { $phones }
cli-sync-waiting = Another program is syncing this store; waiting.
cli-sync-left = { $n ->
    [one] { $n } left
   *[other] { $n } left
 }
cli-sync-entered = { $n ->
    [one] { $n } more change on the server
   *[other] { $n } more changes on the server
 }
cli-sync-received = { $documents } and { $changes } received
cli-sync-documents = { $n ->
    [one] { $n } document
   *[other] { $n } documents
 }
cli-sync-changes = { $n ->
    [one] { $n } change
   *[other] { $n } changes
 }
cli-sync-trips = { $n ->
    [one] { $n } round trip
   *[other] { $n } round trips
 }
cli-sync-up = { $n } B up
cli-sync-down = { $n } B down
cli-sync-quarantined = { $n ->
    [one] { $n } change is kept aside: the office will look at it
   *[other] { $n } changes are kept aside: the office will look at them
 }
cli-sync-pending = { $n ->
    [one] { $n } change waits there for others
   *[other] { $n } changes wait there for others
 }
cli-sync-written_again = { $n ->
    [one] { $n } change written again
   *[other] { $n } changes written again
 }
cli-sync-purged = { $n ->
    [one] { $n } document that left this device
   *[other] { $n } documents that left this device
 }
cli-sync-unusable = { $n ->
    [one] { $n } received that could not be used and is kept
   *[other] { $n } received that could not be used and are kept
 }
cli-sync-delivered = { $n ->
    [one] { $n } bundle of somebody else delivered
   *[other] { $n } bundles of others delivered
 }
cli-sync-refused = { $n ->
    [one] { $n } bundle of somebody else that the server did not take and is kept
   *[other] { $n } bundles of others that the server did not take and are kept
 }
cli-code-length = A record code has 9 characters, this one has { $found }; read it again.
cli-code-letter = Character { $position } of the code cannot be; read it again.
cli-code-check = The code does not agree with its check character; read it again.
cli-entry-fields = “{ $kind }” has: { $known }.
cli-file-missing = There is no { $path }.
cli-file-forbidden = There is no permission to use { $path }.
cli-file-failed = { $path } could not be used ({ $fault }).

## Failures on the command line; those that say the same as the app stand with the app's

cli-failure-passphrase_file = The passphrase could not be read from { $path } ({ $fault }).
cli-failure-no_passphrase = There is no terminal to ask; use a file, as with --passphrase-file.
cli-failure-passwords_differ = The two passwords differ; repeat.
cli-failure-passphrases_differ = The two passphrases differ; repeat.
cli-failure-no_store = There is no store in { $path }; `register` or `enrol` make one.
cli-failure-no_vault = The file `vault` is missing in { $path }; put it back.
cli-failure-passphrase_short = The passphrase is too short: use at least { $letters } letters, such as three words.
cli-failure-wrong_passphrase = The passphrase does not open this store; type it again.
cli-failure-vault_damaged = The file `vault` is damaged or of a later version; keep it aside and ask for help.
cli-failure-no_entropy = The system gives no randomness; nothing was done.
cli-failure-storage_full = The disk is full; free some space and repeat.
cli-failure-storage_failed = The disk fails ({ $fault }); what was said to be saved is saved. Repeat; if it fails again, copy the folder to another disk.
cli-failure-store_busy = Another program is using the store; repeat in a moment.
cli-failure-store_too_new = The store is of a later version; update this program.
cli-failure-damaged = The store is damaged ({ $fault }). Delete nothing: keep the folder aside for whoever helps you and enrol another; what was on the server comes back with a sync.
cli-failure-internal = It failed ({ $fault }); nothing saved was lost. Report this.
cli-failure-no_such_holder = That person does not use this device.
cli-failure-no_such_record = That record is not on this device.
cli-failure-no_such_field = There is no field “{ $field }”.
cli-failure-no_conflict = That field is not in conflict.
cli-failure-holds_one = “{ $field }” cannot hold several of these values: choose one.
cli-failure-not_enrolled = This device is not enrolled; use `enrol` with a code.
cli-failure-already_enrolled = This device is enrolled already; for another server use another store.
cli-failure-value_too_long = The text of “{ $field }” is too long; split it.
cli-failure-no_courier_keys = The server's key is missing: sync once where there is a network.
cli-failure-not_a_bundle = That is not a bundle of Puente.
cli-failure-other_server = It is for another server; its own people carry it.
cli-failure-carrying_too_much = This device carries too much already; sync first.
cli-failure-receipt_not_signed = The receipt is not from your server; nothing changed. Ask for another.
cli-failure-receipt_not_mine = The receipt is another device's.
cli-failure-receipt_outlived = The server came back from a backup after this receipt; send again.
cli-failure-address = A server's address begins with https:// and the server's name.
cli-failure-unreachable = The server cannot be reached; everything stays saved here, repeat where there is a network.
cli-failure-untrusted = The server's certificate is not trusted; do not go on, and report it.
cli-failure-no_tls = A server without https answers there; nothing was sent. Check the address.
cli-failure-line_broke = The line broke; what was exchanged stays exchanged, repeat to go on.
cli-failure-not_puente = Something else answered, not a Puente server (HTTP { $status }); check the network or the address.
cli-failure-rows_claimed = Another phone takes some of these rows; see `list show` and agree on it.
cli-failure-no_such_list = That list is not on this device, or several have that name; see `lists`.
cli-failure-list_too_many_rows = The list has more than { $most } rows; split it.
cli-failure-list_no_header = No row names the columns; say which with --header-row N, or --header-row 0 and --column "1=name.given" …
cli-failure-list_no_such_column = The list has no column “{ $name }”.
cli-failure-list_no_such_sheet = The workbook has no sheet “{ $name }”.
cli-failure-list_name = The list needs a name; use --name.
cli-failure-list_questions = Still to be said: { $questions }. Nothing was taken; see --preview.
cli-failure-list_earlier = { $known } of { $n } people are on the list { $list } already. Is it the same list? --same-list yes or no. Nothing was taken.
cli-failure-list_code = It is another phone's list: give the code that was shown there with --code.
cli-failure-nothing_in_file = { $path } holds nothing of this; is it the right file?
cli-failure-file_empty = { $path } is empty: copy it again.
cli-failure-file_too_large = { $path } is too large; is it the right file?
cli-failure-bundle_damaged = A piece of the file came damaged; the rest was taken. Ask for another copy.
cli-failure-bundle_refused = The server did not take a colleague's bundle; it is still here, tell them.
cli-failure-kept_aside = The office will look at changes of this device before they enter a record; see `status`.
cli-failure-reply_damaged = The answer came damaged; what came before stays, repeat.
cli-failure-device_revoked = This device was revoked: what it sends is kept aside until the office looks at it. Tell the office.
cli-failure-plain_http = With http:// everybody on the way reads the data; use https://, or --plain-http knowingly.
cli-failure-name_too_long = The name takes more than { $most } bytes.
cli-failure-nothing_said = Say at least one field, such as type=ine.
cli-failure-no_such_kind = There is no such kind; there are: { $known }.
cli-failure-which_entry = No entry of this record, or several, begin like this; see `entry list`.
cli-failure-no_reason = Say why it is decided so.
cli-failure-no_such_candidate = The candidates are numbered 1 to { $n }.
cli-failure-no_such_site = That site is not known; there are: { $known }.
cli-failure-system_field = “{ $field }” is set by the system and does not change.
cli-failure-set_has_no_reason = “{ $field }” holds several values; being empty says it.
cli-failure-not_a_set = “{ $field }” holds one value; use `set`.
cli-failure-which_value = “{ $field }” holds several values; say which to remove.
cli-failure-empty_note = The note is empty.

## What a server answers when it refuses

problem-malformed = The message is malformed.
problem-unsupported_version = Update the app.
problem-too_large = Too much at once.
problem-unknown_device = This device is not enrolled here: ask for a code.
problem-bad_signature = The signature does not fit this server or device.
problem-install_forked = Another copy of this device is in use.
problem-code_withdrawn = Whoever gave the code may no longer invite.
problem-code_refused = The code is wrong, used or too old.
problem-busy = The server is busy; try later.
problem-storage_full = The server's disk is full; nothing was lost.
problem-storage_failed = The server's disk fails; nothing was lost.
problem-timed_out = The upload took too long.
problem-internal = The server failed; nothing was lost.
problem-use_nonce = Sign again with the server's nonce.
problem-proof_refused = The device's proof does not fit this request.
problem-token_refused = The session has ended; sign in again.
problem-login_refused = The account or the password is wrong.
problem-password_needed = Choose a password of your own first.
problem-password_refused = The new password is too short, too long or the same.
problem-name_refused = Hidden characters in the name.
problem-forbidden = Your role does not allow this.
problem-purpose_needed = Say why you look at a person of another site.
problem-not_found = There is no such thing, or not for you.
problem-no_conflict = There is nothing to decide in this field.
problem-outdated = Somebody changed it meanwhile; look again.
problem-not_possible = That cannot be done to this change.
problem-too_many_requests = Too many tries; wait a moment.

## Help of `puente-field`

puente_field = Registers people with no network, and syncs later
puente_field-any-store = The store's folder
puente_field-any-passphrase_file = A file whose first line is the passphrase; else PUENTE_PASSPHRASE_FILE names one, else it is asked for
cli-any-json = Print one JSON object on stdout
puente_field-any-record = The record's code
puente_field-any-basis = On what grounds
puente_field-any-missing = Why a field has no value: not_asked, unknown, refused, not_applicable
puente_field-any-field = Any other field by its id, as often as needed, such as age=34
puente_field-any-list = The list's name, or the beginning of its id
puente_field-any-row = The row's number
puente_field-any-alone = alone, with_family, with_others
puente_field-any-urgent_medical = none, today, now
puente_field-enrol = Bind this device to a server with a one-time code; makes the store if there is none
puente_field-enrol-server = The server's address, such as https://puente.example
puente_field-enrol-code = The one-time code
puente_field-enrol-name = Your name as colleagues say it; it stands beside what you write. The device's number if not given
puente_field-enrol-plain_http = Go on although everybody on the way can read what is sent (http:// to another computer)
puente_field-register = Register a person; makes the store if there is none
puente_field-register-given = Given name(s)
puente_field-register-surname1 = First surname
puente_field-register-surname2 = Second surname
puente_field-register-sex = female, male, x, not_said; or mujer, hombre
puente_field-register-age = Age: 31, 8 meses, RN; 18+ or <18 if no more is known
puente_field-register-birth_date = Date of birth: YYYY, YYYY-MM or YYYY-MM-DD
puente_field-register-curp = CURP
puente_field-register-phone = Telephone; kept where only case workers read it
puente_field-register-family_of = The code of somebody of the same family who is registered already
puente_field-import = Take in an arrival list and register its people, each once; makes the store if there is none
puente_field-import-list = The list: CSV, XLSX or ODS, one person a row; or one that another phone handed over
puente_field-import-preview = Show what was recognised, and take nothing
puente_field-import-list_only = Take the list in and register nobody yet
puente_field-import-rows = Register only these rows: 1-45, or 46-90,101, or 91-
puente_field-import-name = What people call the list; the file's name without its ending if not given
puente_field-import-code = The code of a list that another phone handed over
puente_field-import-same_list = Whether the list is a newer version of one that is here: yes, no
puente_field-import-encoding = Encoding: utf-8, utf-16le, utf-16be, windows-1252, macintosh, cp850
puente_field-import-delimiter = What separates the cells: , ; tab |
puente_field-import-sheet = The sheet of a workbook, by name or number
puente_field-import-header_row = The row that names the columns; 0 when none does
puente_field-import-header_rows = How many rows name the columns, one below the other
puente_field-import-column = What a column says, as often as needed: "FECHA=birth.date", or number, full_name, surnames, note, ignore
puente_field-import-sex_codes = What the signs for the sex mean: H=male,M=female (also x, not_said)
puente_field-import-date_order = Order of the dates: dmy, mdy, ymd
puente_field-import-dates_swapped = Whether a sheet turned day and month of what it took for dates: yes, no
puente_field-import-name_order = Order of the names: surname_first, given_first
puente_field-import-hidden_rows = Rows that the sheet does not show: take, skip
puente_field-import-lone_rows = Rows with a name and nothing else: people, headings
puente_field-lists = Every arrival list on this device
puente_field-take = Register whoever stands in a row of a list, with what was asked
puente_field-take-age = Age in years
puente_field-absent = Note that whoever stands in a row of a list did not come
puente_field-claim = Say which rows of a list this phone takes
puente_field-claim-rows = 1-45, or 46-90,101, or 91-
puente_field-set = Give a field a value
puente_field-set-field = The field's id, such as birth.date
puente_field-set-value = The value
puente_field-set-missing = Why there is no value: not_asked, unknown, refused, not_applicable
puente_field-add = Add to a field that holds several values
puente_field-add-field = The field's id, such as needs
puente_field-add-value = The value to add
puente_field-remove = Take a value away
puente_field-remove-field = The field's id
puente_field-remove-value = Which of several values
puente_field-entry = Papers, companions, telephones, stays: what there may be several of
puente_field-entry-add = Add one
puente_field-entry-add-kind = The kind, such as identity_paper; `entry list` says which there are
puente_field-any-fields = A field of the kind and its value, such as type=ine
puente_field-entry-set = Correct one
puente_field-any-kind = The kind
puente_field-any-entry = Its id, or how it begins
puente_field-entry-set-without = A field whose value is taken away
puente_field-entry-take_back = Take one back that was noted by mistake; the history keeps what it said
puente_field-entry-list = Those of a record, with their ids; or the kinds there are
puente_field-entry-list-record = The record's code; without it the kinds and their fields are listed
puente_field-service = Note a service that was given
puente_field-service-type = The service, such as meal
puente_field-service-quantity = How many
puente_field-note = Write a confidential note; `-` reads it from stdin
puente_field-note-text = The note; `-` reads it from stdin, so that it stays out of the shell's history
puente_field-move = Hand a record over to another site
puente_field-move-site = The site: its name or id, one of those that `sites` lists
puente_field-report_treatment = Count how people were treated, without anybody who could be told apart, into a CSV file
puente_field-report_treatment-out = The CSV file to write; what is there is not overwritten
puente_field-list = Every record on this device; with `show` one arrival list, with `hand-over` a list for another phone
puente_field-list-show = One arrival list with its rows
puente_field-list-show-missing = Only the rows of which nothing is known
puente_field-list-hand_over = An arrival list as a file for another phone, which only a code opens
puente_field-any-out = The file to write: it must not exist
puente_field-list-hand_over-rows = The rows that the other phone takes: 46-90, or 91-
puente_field-show = One record
puente_field-find = Find people by name, however it is spelled
puente_field-find-text = Names, or how they begin or sound
puente_field-conflicts = Fields with several values, and who wrote them
puente_field-conflicts-record = Only this record
puente_field-ask = Mark a conflict as something to ask the person
puente_field-ask-field = The field's id, as `conflicts` shows it
puente_field-ask-no = It need not be asked any more
puente_field-resolve = Decide which of several values stands, or everything as it is proposed
puente_field-resolve-field = The field's id, as `conflicts` shows it
puente_field-resolve-value = The value that stands
puente_field-resolve-candidate = The candidate that stands, by its number in `conflicts`
puente_field-resolve-missing = That there is no value, and why
puente_field-resolve-keep_all = All of them: of a name the others become other names
puente_field-resolve-all_proposed = Everything as it is proposed; shown first, and done with --yes
puente_field-resolve-of = With --all-proposed: only this record
puente_field-resolve-yes = With --all-proposed: do what it shows
puente_field-resolve-reason = Why; kept with the decision. With --all-proposed the rule that was followed, if absent
puente_field-history = Who wrote what, when and why; or the record as it was
puente_field-history-field = Only who wrote this field, and when
puente_field-history-at = The record as it was then, in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm
puente_field-duplicates = Records on this device that may be of one person
puente_field-household = Who came together as a family
puente_field-household-record = Whose household to show
puente_field-household-join = Two people are of one family
puente_field-any-one = One record's code
puente_field-any-other = The other's
puente_field-household-leave = Take people out of their household; several together become one of their own
puente_field-household-leave-records = The records' codes
puente_field-household-split = Take back that a record's household is the same as another
puente_field-household-with = Whom somebody travels with, of the family or not
puente_field-household-with-relation = What the other is to them: spouse, child, cousin, friend, neighbour, …
puente_field-household-separate = A relative whom somebody was separated from; kept where only few may read it
puente_field-household-separate-name = The relative's name
puente_field-household-separate-relation = What the relative is to them: spouse, child, parent, …
puente_field-household-separate-when = When: before, at_arrest, in_detention, at_removal, on_the_way, here
puente_field-household-separate-on = The date: YYYY, YYYY-MM or YYYY-MM-DD
puente_field-household-separate-at = Where they were separated
puente_field-household-separate-field = Any other field of the entry, such as age=9
puente_field-household-role = What somebody is in the household: head, spouse, child, sibling, parent, other
puente_field-household-role-role = The role: head, spouse, child, sibling, parent, other
puente_field-password = Choose the password that the server's console asks you for
puente_field-password-new_file = A file whose first line is the password to be; else it is asked for
puente_field-password-current_file = A file whose first line is the present password, or the one that was handed over; none at the first time
puente_field-sync = Exchange what is new with the server, once
puente_field-export_bundle = Write what the server does not have into a file that anybody may carry and only it can read
puente_field-carry = Take colleagues' bundles along, to be delivered with the next sync
puente_field-carry-files = Bundles of colleagues; they are delivered with the next sync
puente_field-carry-receipts_out = Write the receipts of what was delivered, to hand them back
puente_field-import_receipt = Take receipts that came back by hand
puente_field-import_receipt-files = Receipts that came back
puente_field-status = This store as a whole
puente_field-sites = The sites of the server: what time it is there, and whom to call for a child who came alone
puente_field-watch = Sync whenever there is something new, until interrupted; with --json one object for each sync

## What stands for the values, in capitals as usual

cli-value-dir = DIR
cli-value-file = FILE
cli-value-files = FILES
cli-value-url = URL
cli-value-code = CODE
cli-value-checkpoint = CHECKPOINT
cli-value-proof = PROOF
cli-value-socket = SOCKET
cli-value-name = NAME
cli-value-record = RECORD
cli-value-records = RECORDS
cli-value-kind = KIND
cli-value-entry = ENTRY
cli-value-field = FIELD
cli-value-value = VALUE
cli-value-reason = REASON
cli-value-field_value = FIELD=VALUE
cli-value-field_reason = FIELD=REASON
cli-value-id = ID
cli-value-id_value = ID=VALUE
cli-value-id_reason = ID=REASON
cli-value-list = LIST
cli-value-row = ROW
cli-value-rows = ROWS
cli-value-n = N
cli-value-basis = BASIS
cli-value-age = AGE
cli-value-alone = ALONE
cli-value-when = WHEN
cli-value-date = DATE
cli-value-time = TIME
cli-value-curp = CURP
cli-value-phone = PHONE
cli-value-given = GIVEN
cli-value-surname1 = SURNAME1
cli-value-surname2 = SURNAME2
cli-value-sex = SEX
cli-value-same_list = ANSWER
cli-value-encoding = ENCODING
cli-value-delimiter = DELIMITER
cli-value-sheet = SHEET
cli-value-column_field = COLUMN=FIELD
cli-value-sign_sex = SIGN=SEX
cli-value-date_order = ORDER
cli-value-dates_swapped = ANSWER
cli-value-name_order = ORDER
cli-value-hidden_rows = ANSWER
cli-value-lone_rows = ANSWER
cli-value-one = ONE
cli-value-other = OTHER
cli-value-relation = RELATION
cli-value-place = PLACE
cli-value-role = ROLE
cli-value-text = TEXT
cli-value-quantity = QUANTITY
cli-value-type = TYPE
cli-value-site = SITE

## Fields of a record

field-code = Record code
field-card = Printed cards
field-home_site = Home site
field-registered_at = Registered at
field-status = Case status
field-flags = Advice to staff
field-ask = To ask the person
field-arrival-at = Arrived at
field-arrival-point = Arrival point
field-arrival-mode = Arrived by
field-arrival-group = Arrival group
field-arrival-list = List or flight
field-arrival-row = Row of the list
field-notice-version = Privacy notice
field-notice-mode = How the notice was given
field-notice-language = Language of the notice
field-name-given = Given name(s)
field-name-surname1 = First surname
field-name-surname2 = Second surname
field-name-alias = Other names
field-name-quality = Name quality
field-sex = Sex
field-age = Age at registration
field-minor-notified_at = DIF and Procuraduría notified at
field-alone = Alone or with whom
field-household = Household
field-household-role = Role in the household
field-household-joined = Households that are one
field-urgent_medical = Urgent medical need
field-needs = Needs
field-languages = Languages
field-languages-read = Languages read
field-interpreter_needed = Needs an interpreter
field-transport-need = Needs transport
field-transport-provided_at = Transport given at
field-transport-ticket = Ticket
field-birth-date = Birth date
field-birth-estimated = Birth date is an estimate
field-birth-country = Birth country
field-birth-state = Birth state
field-birth-municipality = Birth municipality
field-nationality = Nationality
field-curp = CURP
field-curp-status = How the CURP is known
field-repatriation-folio = Number of the repatriation certificate
field-marital_status = Civil status
field-phone = Telephone
field-contact-note = Contact note
field-contact-made_at = Family contacted at
field-contact-ask = To ask the person
field-destination-intent = What they mean to do
field-destination-country = Destination country
field-destination-state = Destination state
field-destination-municipality = Destination municipality
field-destination-locality = Destination locality
field-destination-address = Destination address
field-destination-has_place = Has a place to stay there
field-destination-with_whom = With whom they will stay
field-destination-fear = Afraid to return home
field-medical_flags = Health
field-pregnancy-weeks = Weeks of pregnancy
field-disability-seeing = Difficulty seeing
field-disability-hearing = Difficulty hearing
field-disability-walking = Difficulty walking
field-disability-remembering = Difficulty remembering or concentrating
field-disability-self_care = Difficulty washing or dressing
field-disability-communicating = Difficulty communicating
field-psych_risk = Psychological risk
field-protection-flags = Protection measures
field-protection-ask = To ask the person
field-uam-dif_called_at = DIF called at
field-uam-ppnna_notified_at = Protection authority notified at
field-uam-dif_referral_ref = DIF reference
field-uam-acta_canalizacion_ref = Reference of the hand-over record
field-uam-accompanied_by_verified = Who accompanies was verified
field-us_children-count = Children in the United States
field-us_children-citizens = How many are US citizens
field-us_children-with_whom = With whom they are
field-us_children-urgent = Their situation is urgent
field-tracing-consent = With whom a search may be shared
field-return-type = Kind of return
field-return-from_country = Returned from
field-return-from_place = Place returned from
field-return-us_state = Last US state
field-return-authority = Returning authority
field-return-detention_days = Days in detention
field-return-detention_centre = Detention centre
field-return-count_prior = Earlier returns
field-us_alien_number = US alien number (A-)
field-gender_identity = Gender identity
field-indigenous = Sees themselves as indigenous
field-indigenous-people = Indigenous people
field-legal-needs_lawyer = Needs a lawyer
field-legal-prior_lawyer = Had a lawyer
field-legal-pending_us_case = Pending US case
field-legal-asylum_claim = Asked or wants to ask for asylum
field-treatment-reported = Tells of ill-treatment
field-treatment-wants_to_report = Wants to report it
field-treatment-types = Kinds of treatment
field-treatment-actors = Who did it
field-treatment-country = Country where it happened
field-treatment-state = State where it happened
field-treatment-place = Place where it happened
field-treatment-date = When it happened
field-treatment-consent = Consents to an anonymous report
field-treatment-narrative = Narrative
field-education-level = Schooling
field-education-country = Country of schooling
field-education-us_school_grade = School grade in the United States
field-education-transfer_doc = Has the school transfer paper
field-english_level = English
field-sectors = Sectors of interest
field-job-help = Wants help to find work
field-job-available_from = Available from
field-job-may_share = May be shared with employers
field-us-years = Years in the United States
field-us-arrived_year = Year of arrival in the United States

## Entries of a record: what there may be several of

entry-identity_paper = Identity paper
entry-identity_paper-type = Paper
entry-identity_paper-state = State
entry-identity_paper-number = Number
entry-identity_paper-country = Issued by
entry-identity_paper-issued = Issued on
entry-identity_paper-expires = Expires on
entry-identity_paper-mrz = Machine-readable zone
entry-identity_paper-taken_by = Taken by
entry-identity_paper-claim = Claim
entry-identity_paper-claim_ref = Claim reference
entry-companion = Companion
entry-companion-record = Record code
entry-companion-name = Name
entry-companion-relation = Relation
entry-companion-until = Together until
entry-service = Service
entry-service-type = Service
entry-service-provider = Provider
entry-service-at = At
entry-service-quantity = Quantity
entry-service-outcome = Outcome
entry-service-by = Noted by
entry-stay = Stay
entry-stay-site = Shelter
entry-stay-unit = Unit
entry-stay-bed = Bed
entry-stay-status = Status
entry-stay-check_in = Check-in
entry-stay-check_out = Check-out
entry-stay-nights = Nights
entry-referral = Referral
entry-referral-to_site = To the site
entry-referral-to_org = To the organisation
entry-referral-reason = For what
entry-referral-status = Status
entry-referral-sent_at = Sent at
entry-referral-due_by = Due by
entry-referral-consent = Consent
entry-referral-override_reason = Why without consent
entry-referral-feedback = Feedback
entry-referral-closed_at = Closed at
entry-arrival = Other arrival
entry-arrival-at = At
entry-arrival-point = Arrival point
entry-arrival-mode = Arrived by
entry-arrival-group = Arrival group
entry-arrival-list = List or flight
entry-occupation = Occupation
entry-occupation-country = Country
entry-occupation-title = What they worked as
entry-occupation-code = SINCO code
entry-occupation-sector = Sector
entry-occupation-years = Years
entry-skill = Skill
entry-skill-skill = Skill
entry-skill-has_certificate = Has a certificate
entry-skill-issued_by = Certified by
entry-skill-year = Year
entry-consent = Consent
entry-consent-purpose = Purpose
entry-consent-partner = With whom
entry-consent-decision = Decision
entry-consent-legal_basis = Legal basis
entry-consent-method = How it was given
entry-consent-given_by = Given by
entry-consent-child_view = The child agrees
entry-consent-witness = Witness
entry-consent-notice_version = Notice version
entry-consent-language = Language
entry-consent-at = At
entry-consent-expires = Expires on
entry-consent-evidence = Evidence
entry-rights_request = Rights request
entry-rights_request-type = Right
entry-rights_request-at = Received at
entry-rights_request-due_by = Answer due by
entry-rights_request-outcome = Outcome
entry-rights_request-answered_at = Answered at
entry-retention = Retention
entry-retention-purpose = Purpose
entry-retention-delete_after = Delete after
entry-retention-hold_reason = Why it is kept
entry-phone = Further telephone
entry-phone-number = Number
entry-phone-owner = Whose it is
entry-phone-safe_to_call = Safe to call
entry-phone-safe_to_text = Safe to text
entry-phone-whatsapp = Has WhatsApp
entry-emergency_contact = Emergency contact
entry-emergency_contact-name = Name
entry-emergency_contact-relation = Relation
entry-emergency_contact-phone = Telephone
entry-emergency_contact-country = Country
entry-emergency_contact-place = Place
entry-emergency_contact-may_disclose = May be told about the person
entry-photo = Photo
entry-photo-attachment = Attachment
entry-photo-purpose = Purpose
entry-photo-taken_at = Taken at
entry-note = Protection note
entry-note-text = Note
entry-note-at = At
entry-vulnerability = Vulnerability
entry-vulnerability-code = Code
entry-vulnerability-active = Active
entry-vulnerability-basis = Basis
entry-vulnerability-reason = Reason
entry-vulnerability-set_by = Set by
entry-vulnerability-at = Since
entry-vulnerability-review_by = Review by
entry-vulnerability-ended_reason = Why it is not active any more
entry-separated_family = Separated relative
entry-separated_family-record = Record code
entry-separated_family-name = Name
entry-separated_family-relation = Relation
entry-separated_family-age = Age
entry-separated_family-is_minor = Is a minor
entry-separated_family-country = Country
entry-separated_family-place = Place
entry-separated_family-separated_when = When they were separated
entry-separated_family-separated_on = Date of the separation
entry-separated_family-separated_at = Place of the separation
entry-separated_family-reason = Reason
entry-separated_family-by = Separated by
entry-separated_family-wants_tracing = Wants tracing
entry-separated_family-consent = Consents to sharing the search
entry-separated_family-tracing_status = Tracing
entry-medication_lost = Lost medication
entry-medication_lost-name = Medication
entry-medication_lost-dose = Dose
entry-medication_lost-last_dose = Last dose
entry-medication_lost-taken_by = Taken by
entry-medication_lost-replaced_at = Replaced at
entry-care = Confidential care
entry-care-type = Care
entry-care-provider = Provider
entry-care-at = At
entry-care-outcome = Outcome
entry-care-note = Note
entry-care-by = Noted by
entry-protection_referral = Confidential referral
entry-protection_referral-to_org = To the organisation
entry-protection_referral-reason = For what
entry-protection_referral-status = Status
entry-protection_referral-sent_at = Sent at
entry-protection_referral-due_by = Due by
entry-protection_referral-consent = Consent
entry-protection_referral-override_reason = Why without consent
entry-protection_referral-feedback = Feedback
entry-protection_referral-closed_at = Closed at
entry-belonging = Belonging
entry-belonging-item = Item
entry-belonging-description = Description
entry-belonging-value = Estimated value
entry-belonging-where_left = Where it was left
entry-belonging-authority = Taken by
entry-belonging-receipt_no = Receipt number
entry-belonging-lost_on = Since
entry-belonging-wants_recovery = Wants it back
entry-belonging-claim = Claim
entry-belonging-claim_ref = Claim reference
entry-belonging-claim_updated = Last news
entry-us_asset = Matter in the United States
entry-us_asset-type = What
entry-us_asset-description = Description
entry-us_asset-place = Where
entry-us_asset-value = Estimated value
entry-us_asset-date = Date
entry-us_asset-wants_help = Wants help

## Codes of the fields

code-alone-alone = Alone
code-alone-with_family = With family
code-alone-with_others = With others
code-arrival-mode-foot = On foot
code-arrival-mode-bus = Bus
code-arrival-mode-flight = Flight
code-arrival-mode-vehicle = Other vehicle
code-arrival-mode-other = Other
code-belonging-item-id_mx = Mexican papers
code-belonging-item-id_us = US papers
code-belonging-item-documents = Other papers
code-belonging-item-cash = Cash
code-belonging-item-cheque = Cheque not cashed
code-belonging-item-phone = Telephone
code-belonging-item-medicine = Medicine
code-belonging-item-clothes = Clothes
code-belonging-item-jewellery = Jewellery
code-belonging-item-vehicle = Vehicle
code-belonging-item-home = Home
code-belonging-item-pet = Pet
code-belonging-item-tools = Tools
code-belonging-item-other = Other
code-birth-state-AS = Aguascalientes
code-birth-state-BC = Baja California
code-birth-state-BS = Baja California Sur
code-birth-state-CC = Campeche
code-birth-state-CL = Coahuila
code-birth-state-CM = Colima
code-birth-state-CS = Chiapas
code-birth-state-CH = Chihuahua
code-birth-state-DF = Mexico City
code-birth-state-DG = Durango
code-birth-state-GT = Guanajuato
code-birth-state-GR = Guerrero
code-birth-state-HG = Hidalgo
code-birth-state-JC = Jalisco
code-birth-state-MC = State of Mexico
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
code-birth-state-NE = Born abroad
code-care-type-psychological = Psychological care
code-care-type-psychosocial = Psychosocial support
code-care-type-medical = Confidential medical care
code-care-type-medication = Medication
code-care-type-child_protection = Child protection
code-care-type-gender_violence = Care after gender violence
code-care-type-safe_room = Safe room
code-care-type-addiction = Addiction care
code-care-type-family_mediation = Family mediation
code-care-type-complaint = Help with a complaint
code-care-type-other = Other
code-case-status-open = Open
code-case-status-transferred = Transferred
code-case-status-departed = Departed
code-case-status-absent = Absent
code-case-status-returned_again = Returned again
code-case-status-deceased = Deceased
code-case-status-closed_no_contact = Closed, no contact
code-children_with-other_parent = With the other parent
code-children_with-kin = With relatives
code-children_with-friend = With friends
code-children_with-foster_state = In the care of the state
code-children_with-alone = Alone
code-children_with-unknown = Unknown
code-claim-status-none = No claim
code-claim-status-opened = Opened
code-claim-status-consulate = With the consulate
code-claim-status-recovered = Recovered
code-claim-status-denied = Denied
code-consent-decision-yes = Yes
code-consent-decision-no = No
code-consent-decision-withdrawn = Withdrawn
code-consent-given_by-self = The person
code-consent-given_by-parent = A parent
code-consent-given_by-guardian = A guardian
code-consent-given_by-authority = The protection authority
code-consent-method-signature = Signature
code-consent-method-thumb = Thumb print
code-consent-method-verbal_witnessed = Spoken, with a witness
code-consent-method-guardian = By the guardian
code-consent-purpose-shelter_service = To receive services
code-consent-purpose-share_partner = Sharing with a partner organisation
code-consent-purpose-share_government = Sharing with an authority
code-consent-purpose-tracing = Family tracing
code-consent-purpose-research_anonymous = Anonymous research
code-consent-purpose-photo = Photograph
code-consent-purpose-biometrics = Biometrics
code-consent-purpose-job_matching = Job matching
code-country-MEX = Mexico
code-country-GTM = Guatemala
code-country-HND = Honduras
code-country-SLV = El Salvador
code-country-NIC = Nicaragua
code-country-CRI = Costa Rica
code-country-PAN = Panama
code-country-BLZ = Belize
code-country-USA = United States
code-country-CUB = Cuba
code-country-HTI = Haiti
code-country-DOM = Dominican Republic
code-country-JAM = Jamaica
code-country-VEN = Venezuela
code-country-COL = Colombia
code-country-ECU = Ecuador
code-country-PER = Peru
code-country-BOL = Bolivia
code-country-BRA = Brazil
code-country-CHL = Chile
code-country-ARG = Argentina
code-country-PRY = Paraguay
code-country-URY = Uruguay
code-country-CAN = Canada
code-country-AFG = Afghanistan
code-country-ALB = Albania
code-country-DEU = Germany
code-country-AND = Andorra
code-country-AGO = Angola
code-country-AIA = Anguilla
code-country-ATA = Antarctica
code-country-ATG = Antigua and Barbuda
code-country-SAU = Saudi Arabia
code-country-DZA = Algeria
code-country-ARM = Armenia
code-country-ABW = Aruba
code-country-AUS = Australia
code-country-AUT = Austria
code-country-AZE = Azerbaijan
code-country-BHS = Bahamas
code-country-BHR = Bahrain
code-country-BGD = Bangladesh
code-country-BRB = Barbados
code-country-BEL = Belgium
code-country-BEN = Benin
code-country-BMU = Bermuda
code-country-BLR = Belarus
code-country-BES = Bonaire, Sint Eustatius and Saba
code-country-BIH = Bosnia and Herzegovina
code-country-BWA = Botswana
code-country-BRN = Brunei Darussalam
code-country-BGR = Bulgaria
code-country-BFA = Burkina Faso
code-country-BDI = Burundi
code-country-BTN = Bhutan
code-country-CPV = Cape Verde
code-country-KHM = Cambodia
code-country-CMR = Cameroon
code-country-QAT = Qatar
code-country-TCD = Chad
code-country-CHN = People's Republic of China
code-country-CYP = Cyprus
code-country-COM = Comoros
code-country-COG = Republic of the Congo
code-country-COD = Democratic Republic of the Congo
code-country-CIV = Cote d'Ivoire
code-country-HRV = Croatia
code-country-CUW = Curaçao
code-country-DNK = Denmark
code-country-DMA = Dominica
code-country-EGY = Egypt
code-country-ARE = United Arab Emirates
code-country-ERI = Eritrea
code-country-SVK = Slovakia
code-country-SVN = Slovenia
code-country-ESP = Spain
code-country-EST = Estonia
code-country-SWZ = Eswatini
code-country-ETH = Ethiopia
code-country-FJI = Fiji
code-country-PHL = Philippines
code-country-FIN = Finland
code-country-FRA = France
code-country-GAB = Gabon
code-country-GMB = Republic of The Gambia
code-country-GEO = Georgia
code-country-SGS = South Georgia and the South Sandwich Islands
code-country-GHA = Ghana
code-country-GIB = Gibraltar
code-country-GRD = Grenada
code-country-GRC = Greece
code-country-GRL = Greenland
code-country-GLP = Guadeloupe
code-country-GUM = Guam
code-country-GUF = French Guiana
code-country-GGY = Guernsey
code-country-GIN = Guinea
code-country-GNB = Guinea-Bissau
code-country-GNQ = Equatorial Guinea
code-country-GUY = Guyana
code-country-HMD = Heard Island and McDonald Islands
code-country-HKG = Hong Kong
code-country-HUN = Hungary
code-country-IND = India
code-country-IDN = Indonesia
code-country-IRN = Islamic Republic of Iran
code-country-IRQ = Iraq
code-country-IRL = Ireland
code-country-BVT = Bouvet Island
code-country-IMN = Isle of Man
code-country-CXR = Christmas Island
code-country-NFK = Norfolk Island
code-country-ISL = Iceland
code-country-ALA = Åland Islands
code-country-CYM = Cayman Islands
code-country-CCK = Cocos (Keeling) Islands
code-country-COK = Cook Islands
code-country-FRO = Faroe Islands
code-country-FLK = Falkland Islands (Malvinas)
code-country-MNP = Northern Mariana Islands
code-country-MHL = Marshall Islands
code-country-SLB = Solomon Islands
code-country-TCA = Turks and Caicos Islands
code-country-UMI = United States Minor Outlying Islands
code-country-VGB = Virgin Islands, British
code-country-VIR = Virgin Islands, U.S.
code-country-ISR = Israel
code-country-ITA = Italy
code-country-JPN = Japan
code-country-JEY = Jersey
code-country-JOR = Jordan
code-country-KAZ = Kazakhstan
code-country-KEN = Kenya
code-country-KGZ = Kyrgyzstan
code-country-KIR = Kiribati
code-country-KWT = Kuwait
code-country-LSO = Lesotho
code-country-LVA = Latvia
code-country-LBN = Lebanon
code-country-LBR = Liberia
code-country-LBY = Libya
code-country-LIE = Liechtenstein
code-country-LTU = Lithuania
code-country-LUX = Luxembourg
code-country-MAC = Macao
code-country-MKD = The Republic of North Macedonia
code-country-MDG = Madagascar
code-country-MYS = Malaysia
code-country-MWI = Malawi
code-country-MDV = Maldives
code-country-MLI = Mali
code-country-MLT = Malta
code-country-MAR = Morocco
code-country-MTQ = Martinique
code-country-MUS = Mauritius
code-country-MRT = Mauritania
code-country-MYT = Mayotte
code-country-FSM = Micronesia, Federated States of
code-country-MDA = Moldova, Republic of
code-country-MCO = Monaco
code-country-MNG = Mongolia
code-country-MNE = Montenegro
code-country-MSR = Montserrat
code-country-MOZ = Mozambique
code-country-MMR = Myanmar
code-country-NAM = Namibia
code-country-NRU = Nauru
code-country-NPL = Nepal
code-country-NER = Niger
code-country-NGA = Nigeria
code-country-NIU = Niue
code-country-NOR = Norway
code-country-NCL = New Caledonia
code-country-NZL = New Zealand
code-country-OMN = Oman
code-country-NLD = Netherlands
code-country-PAK = Pakistan
code-country-PLW = Palau
code-country-PSE = State of Palestine
code-country-PNG = Papua New Guinea
code-country-PCN = Pitcairn
code-country-PYF = French Polynesia
code-country-POL = Poland
code-country-PRT = Portugal
code-country-PRI = Puerto Rico
code-country-GBR = United Kingdom
code-country-SYR = Syrian Arab Republic
code-country-CAF = Central African Republic
code-country-CZE = Czech Republic
code-country-KOR = South Korea
code-country-LAO = Lao People's Democratic Republic
code-country-PRK = North Korea
code-country-REU = Reunion
code-country-RWA = Rwanda
code-country-ROU = Romania
code-country-RUS = Russian Federation
code-country-ESH = Western Sahara
code-country-BLM = Saint Barthélemy
code-country-KNA = Saint Kitts and Nevis
code-country-MAF = Saint Martin (French part)
code-country-WSM = Samoa
code-country-ASM = American Samoa
code-country-SMR = San Marino
code-country-SPM = Saint Pierre and Miquelon
code-country-VCT = Saint Vincent and the Grenadines
code-country-SHN = Saint Helena
code-country-LCA = Saint Lucia
code-country-VAT = Holy See (Vatican City State)
code-country-STP = Sao Tome and Principe
code-country-SEN = Senegal
code-country-SRB = Serbia
code-country-SYC = Seychelles
code-country-SLE = Sierra Leone
code-country-SGP = Singapore
code-country-SXM = Sint Maarten (Dutch part)
code-country-SOM = Somalia
code-country-LKA = Sri Lanka
code-country-ZAF = South Africa
code-country-SDN = Sudan
code-country-SSD = South Sudan
code-country-SWE = Sweden
code-country-CHE = Switzerland
code-country-SUR = Suriname
code-country-SJM = Svalbard and Jan Mayen
code-country-THA = Thailand
code-country-TWN = Taiwan, Province of China
code-country-TZA = United Republic of Tanzania
code-country-TJK = Tajikistan
code-country-IOT = British Indian Ocean Territory
code-country-ATF = French Southern Territories
code-country-TLS = Timor-Leste
code-country-TGO = Togo
code-country-TKL = Tokelau
code-country-TON = Tonga
code-country-TTO = Trinidad and Tobago
code-country-TUN = Tunisia
code-country-TKM = Turkmenistan
code-country-TUR = Türkiye
code-country-TUV = Tuvalu
code-country-UKR = Ukraine
code-country-UGA = Uganda
code-country-UZB = Uzbekistan
code-country-VUT = Vanuatu
code-country-VNM = Vietnam
code-country-WLF = Wallis and Futuna
code-country-YEM = Yemen
code-country-DJI = Djibouti
code-country-ZMB = Zambia
code-country-ZWE = Zimbabwe
code-country-XKX = Kosovo
code-country-XXA = Stateless person
code-country-XXB = Refugee (1951 Convention)
code-country-XXC = Refugee (other)
code-curp-status-verified_document = Seen on an identity paper
code-curp-status-spoken = Told
code-curp-status-derived_mismatch = Does not agree with what was said
code-destination-intent-home_community = Return to the home community
code-destination-intent-other_mx = Go elsewhere in the country
code-destination-intent-stay_here = Stay here
code-destination-intent-re_migrate = Migrate again
code-destination-intent-unknown = Not decided
code-difficulty-none = No difficulty
code-difficulty-some = Some difficulty
code-difficulty-a_lot = A lot of difficulty
code-difficulty-cannot = Cannot do it at all
code-education-level-none = None
code-education-level-primary = Primary
code-education-level-secondary = Lower secondary
code-education-level-upper_sec = Upper secondary
code-education-level-technical = Technical
code-education-level-tertiary = Tertiary
code-education-level-unknown = Unknown
code-flags-see_staff = See the coordinator
code-flags-advise_on_check_in = Tell the coordinator at check-in
code-flags-advise_on_check_out = Tell the coordinator before check-out
code-flags-advise_on_transfer = Tell the coordinator before a transfer
code-vulnerability-basis-observed = Observed
code-vulnerability-basis-told = Told by the person
code-vulnerability-basis-document = Identity paper or certificate
code-vulnerability-basis-referred = Reported by another organisation
code-vulnerability-basis-rule = From other answers (age, company)
code-retention-hold_reason-claim_open = Open claim
code-retention-hold_reason-case_open = Open case
code-retention-hold_reason-tracing_open = Open family tracing
code-retention-hold_reason-legal_order = Order of an authority
code-retention-hold_reason-person_asked = The person asked for it
code-household-role-head = Head of the household
code-household-role-spouse = Spouse or partner
code-household-role-child = Child
code-household-role-parent = Parent
code-household-role-sibling = Sibling
code-household-role-grandparent = Grandparent
code-household-role-grandchild = Grandchild
code-household-role-other_relative = Other relative
code-household-role-other = Other person
code-job-help-now = Yes, now
code-job-help-later = Later
code-job-help-no = No
code-language-spa = Spanish
code-language-eng = English
code-language-nah = Nahuatl
code-language-yua = Yucatec Maya
code-language-mixteco = Mixtec
code-language-zap = Zapotec
code-language-tzh = Tzeltal
code-language-tzo = Tzotzil
code-language-ctu = Chol
code-language-tsz = Purepecha
code-language-mam = Mam
code-language-quc = K'iche'
code-language-kek = Q'eqchi'
code-language-hat = Haitian Creole
code-language-por = Portuguese
code-language-fra = French
code-language-mfs = Mexican Sign Language
code-language-otomi = Otomi
code-language-totonaco = Totonac
code-language-mazateco = Mazatec
code-language-chinanteco = Chinantec
code-language-mixe = Mixe
code-language-tlapaneco = Tlapanec (Me'phaa)
code-language-tarahumara = Tarahumara
code-language-mazahua = Mazahua
code-language-amuzgo = Amuzgo
code-language-chatino = Chatino
code-language-triqui = Triqui
code-language-zoque = Zoque
code-language-popoluca = Popoluca
code-language-popoloca = Popoloca
code-language-tepehuano = Tepehuan
code-language-tepehua = Tepehua
code-language-cuicateco = Cuicatec
code-language-chontal_oaxaca = Oaxaca Chontal
code-language-huave = Huave
code-language-pame = Pame
code-language-cora = Cora
code-language-matlatzinca = Matlatzinca
code-language-chf = Tabasco Chontal
code-language-hch = Huichol
code-language-hus = Huastec
code-language-mfy = Mayo
code-language-yaq = Yaqui
code-language-sei = Seri
code-language-ood = Tohono O'odham
code-language-pia = Pima Bajo
code-language-var = Huarijio
code-language-toj = Tojolabal
code-language-lac = Lacandon
code-language-mhc = Mocho
code-language-coc = Cocopa
code-language-dih = Kumiai
code-language-klb = Kiliwa
code-language-ppi = Paipai
code-language-kic = Kickapoo
code-language-pei = Chichimeca-Jonaz
code-language-coz = Chochotec
code-language-ixc = Ixcatec
code-language-ocu = Tlahuica (Atzingo Matlatzinca)
code-language-msd = Yucatec Maya Sign Language
code-language-cak = Kaqchikel
code-language-poh = Poqomchi'
code-language-poc = Poqomam
code-language-kjb = Q'anjob'al
code-language-knj = Akatek
code-language-jac = Popti' (Jakaltek)
code-language-cac = Chuj
code-language-ixl = Ixil
code-language-agu = Awakatek
code-language-acr = Achi
code-language-tzj = Tz'utujil
code-language-quv = Sakapultek
code-language-qum = Sipakapense
code-language-ttc = Tektitek
code-language-usp = Uspantek
code-language-itz = Itza'
code-language-mop = Mopan Maya
code-language-caa = Chorti
code-language-cab = Garifuna
code-language-xin = Xinca
code-language-ppl = Pipil
code-language-miq = Miskito
code-language-yan = Mayangna
code-language-ulw = Ulwa
code-language-rma = Rama
code-language-jic = Tol
code-language-pay = Pech
code-language-bzd = Bribri
code-language-cjp = Cabecar
code-language-gut = Maleku
code-language-brn = Boruca
code-language-gym = Ngäbere
code-language-sab = Buglere
code-language-tfr = Teribe
code-language-cuk = Guna (San Blas)
code-language-kvn = Guna (border)
code-language-emp = Emberá
code-language-noa = Woun Meu
code-language-bzk = Nicaragua Creole English
code-language-bzj = Belize Kriol
code-language-jam = Jamaican Creole English
code-language-csr = Costa Rican Sign Language
code-language-esn = Salvadoran Sign Language
code-language-gsm = Guatemalan Sign Language
code-language-hds = Honduras Sign Language
code-language-ncs = Nicaraguan Sign Language
code-language-lsp = Panamanian Sign Language
code-language-ase = American Sign Language
code-language-quz = Quechua (Cusco)
code-language-qvz = Kichwa
code-language-aym = Aymara
code-language-grn = Guarani
code-language-guc = Wayuu
code-language-ara = Arabic
code-language-zho = Chinese
code-language-rus = Russian
code-language-ukr = Ukrainian
code-language-hin = Hindi
code-language-pan = Punjabi
code-language-guj = Gujarati
code-language-ben = Bengali
code-language-nep = Nepali
code-language-urd = Urdu
code-language-tam = Tamil
code-language-tel = Telugu
code-language-sin = Sinhala
code-language-pus = Pashto
code-language-prs = Dari
code-language-fas = Persian
code-language-kur = Kurdish
code-language-tur = Turkish
code-language-hye = Armenian
code-language-kat = Georgian
code-language-uzb = Uzbek
code-language-kir = Kyrgyz
code-language-kaz = Kazakh
code-language-tgk = Tajik
code-language-vie = Vietnamese
code-language-khm = Khmer
code-language-lao = Lao
code-language-mya = Burmese
code-language-tgl = Tagalog
code-language-kor = Korean
code-language-jpn = Japanese
code-language-ron = Romanian
code-language-rom = Romany
code-language-ita = Italian
code-language-deu = German
code-language-heb = Hebrew
code-language-som = Somali
code-language-amh = Amharic
code-language-tir = Tigrinya
code-language-orm = Oromo
code-language-swa = Swahili
code-language-lin = Lingala
code-language-kon = Kikongo
code-language-wol = Wolof
code-language-ful = Fulah
code-language-man = Mandingo
code-language-bam = Bambara
code-language-hau = Hausa
code-language-yor = Yoruba
code-language-ibo = Igbo
code-language-twi = Twi
code-language-kri = Krio
code-language-pcm = Nigerian Pidgin
code-language-pap = Papiamento
code-language-amu = Guerrero Amuzgo
code-language-azm = Ipalapa Amuzgo
code-language-azg = San Pedro Amuzgos Amuzgo
code-language-cya = Nopala Chatino
code-language-cta = Tataltepec Chatino
code-language-ctz = Zacatepec Chatino
code-language-czn = Zenzontepec Chatino
code-language-cly = Eastern Highland Chatino
code-language-ctp = Western Highland Chatino
code-language-csa = Chiltepec Chinantec
code-language-cco = Comaltepec Chinantec
code-language-cnl = Lalana Chinantec
code-language-cle = Lealao Chinantec
code-language-chj = Ojitlán Chinantec
code-language-chz = Ozumacín Chinantec
code-language-cpa = Palantla Chinantec
code-language-chq = Quiotepec Chinantec
code-language-cso = Sochiapam Chinantec
code-language-cnt = Tepetotutla Chinantec
code-language-cte = Tepinapa Chinantec
code-language-ctl = Tlacoatzintepec Chinantec
code-language-cuc = Usila Chinantec
code-language-cvn = Valle Nacional Chinantec
code-language-chd = Highland Oaxaca Chontal
code-language-clo = Lowland Oaxaca Chontal
code-language-cok = Santa Teresa Cora
code-language-crn = El Nayar Cora
code-language-cux = Tepeuxila Cuicatec
code-language-cut = Teutila Cuicatec
code-language-hve = San Dionisio Del Mar Huave
code-language-hue = San Francisco Del Mar Huave
code-language-huv = San Mateo Del Mar Huave
code-language-hvv = Santa María Del Mar Huave
code-language-mat = San Francisco Matlatzinca
code-language-mmc = Michoacán Mazahua
code-language-maz = Central Mazahua
code-language-vmy = Ayautla Mazatec
code-language-maq = Chiquihuitlán Mazatec
code-language-mau = Huautla Mazatec
code-language-mzi = Ixcatlán Mazatec
code-language-maj = Jalapa De Díaz Mazatec
code-language-vmz = Mazatlán Mazatec
code-language-pbm = Puebla Mazatec
code-language-maa = San Jerónimo Tecóatl Mazatec
code-language-vmp = Soyaltepec Mazatec
code-language-mco = Coatlán Mixe
code-language-mxq = Juquila Mixe
code-language-mzl = Mazatlán Mixe
code-language-pxm = Quetzaltepec Mixe
code-language-mxp = Tlahuitoltepec Mixe
code-language-mto = Totontepec Mixe
code-language-neq = North Central Mixe
code-language-mir = Isthmus Mixe
code-language-mim = Alacatlatzala Mixtec
code-language-xta = Alcozauca Mixtec
code-language-mbz = Amoltepec Mixtec
code-language-mip = Apasco-Apoala Mixtec
code-language-mib = Atatláhuca Mixtec
code-language-miy = Ayutla Mixtec
code-language-miu = Cacaloxtepec Mixtec
code-language-mih = Chayuco Mixtec
code-language-xtb = Chazumba Mixtec
code-language-mii = Chigmecatitlán Mixtec
code-language-miz = Coatzospan Mixtec
code-language-xtu = Cuyamecalco Mixtec
code-language-xtd = Diuxi-Tilantongo Mixtec
code-language-mxs = Huitepec Mixtec
code-language-mce = Itundujia Mixtec
code-language-vmj = Ixtayutla Mixtec
code-language-mxt = Jamiltepec Mixtec
code-language-vmc = Juxtlahuaca Mixtec
code-language-xtm = Magdalena Peñasco Mixtec
code-language-mxv = Metlatónoc Mixtec
code-language-vmm = Mitlatongo Mixtec
code-language-mix = Mixtepec Mixtec
code-language-mie = Ocotepec Mixtec
code-language-mil = Peñoles Mixtec
code-language-mio = Pinotepa Nacional Mixtec
code-language-mjc = San Juan Colorado Mixtec
code-language-xtj = San Juan Teita Mixtec
code-language-mig = San Miguel El Grande Mixtec
code-language-xtp = San Miguel Piedras Mixtec
code-language-mdv = Santa Lucía Monteverde Mixtec
code-language-mza = Santa María Zacatepec Mixtec
code-language-mks = Silacayoapan Mixtec
code-language-xts = Sindihui Mixtec
code-language-xti = Sinicahua Mixtec
code-language-vmq = Soyaltepec Mixtec
code-language-xtt = Tacahua Mixtec
code-language-vmx = Tamazola Mixtec
code-language-mxb = Tezoatlán Mixtec
code-language-mtx = Tidaá Mixtec
code-language-xtl = Tijaltepec Mixtec
code-language-mqh = Tlazoyaltepec Mixtec
code-language-mtu = Tututepec Mixtec
code-language-xty = Yoloxochitl Mixtec
code-language-mpm = Yosondúa Mixtec
code-language-mvg = Yucuañe Mixtec
code-language-mab = Yutanduchi Mixtec
code-language-mxa = Northwest Oaxaca Mixtec
code-language-xtn = Northern Tlaxiaco Mixtec
code-language-jmx = Western Juxtlahuaca Mixtec
code-language-mit = Southern Puebla Mixtec
code-language-mxy = Southeastern Nochixtlán Mixtec
code-language-meh = Southwestern Tlaxiaco Mixtec
code-language-naz = Coatepec Nahuatl
code-language-ngu = Guerrero Nahuatl
code-language-nhq = Huaxcaleca Nahuatl
code-language-nhk = Isthmus-Cosoleacaque Nahuatl
code-language-nhx = Isthmus-Mecayapan Nahuatl
code-language-nhp = Isthmus-Pajapan Nahuatl
code-language-azz = Highland Puebla Nahuatl
code-language-ncl = Michoacán Nahuatl
code-language-nhm = Morelos Nahuatl
code-language-nht = Ometepec Nahuatl
code-language-nlv = Orizaba Nahuatl
code-language-nhz = Santa María La Alta Nahuatl
code-language-nsu = Sierra Negra Nahuatl
code-language-nhv = Temascaltepec Nahuatl
code-language-nhg = Tetelcingo Nahuatl
code-language-nuz = Tlamacazapa Nahuatl
code-language-nhi = Zacatlán-Ahuacatlán-Tepetzintla Nahuatl
code-language-nhn = Central Nahuatl
code-language-nch = Central Huasteca Nahuatl
code-language-ncx = Central Puebla Nahuatl
code-language-nhy = Northern Oaxaca Nahuatl
code-language-ncj = Northern Puebla Nahuatl
code-language-azd = Eastern Durango Nahuatl
code-language-nhe = Eastern Huasteca Nahuatl
code-language-azn = Western Durango Nahuatl
code-language-nhw = Western Huasteca Nahuatl
code-language-npl = Southeastern Puebla Nahuatl
code-language-ots = Estado de México Otomi
code-language-otz = Ixtenco Otomi
code-language-ote = Mezquital Otomi
code-language-otq = Querétaro Otomi
code-language-ott = Temoaya Otomi
code-language-otn = Tenango Otomi
code-language-otx = Texcatepec Otomi
code-language-otl = Tilapa Otomi
code-language-otm = Eastern Highland Otomi
code-language-pbs = Central Pame
code-language-pmq = Northern Pame
code-language-pbf = Coyotepec Popoloca
code-language-pbe = Mezontla Popoloca
code-language-pow = San Felipe Otlaltepec Popoloca
code-language-poe = San Juan Atzingo Popoloca
code-language-pps = San Luís Temalacayuca Popoloca
code-language-pls = San Marcos Tlacoyalco Popoloca
code-language-pca = Santa Inés Ahuatempan Popoloca
code-language-poi = Highland Popoluca
code-language-plo = Oluta Popoluca
code-language-pos = Sayula Popoluca
code-language-poq = Texistepec Popoluca
code-language-pua = Western Highland Purepecha
code-language-tac = Lowland Tarahumara
code-language-tar = Central Tarahumara
code-language-thh = Northern Tarahumara
code-language-tcu = Southeastern Tarahumara
code-language-twr = Southwestern Tarahumara
code-language-tee = Huehuetla Tepehua
code-language-tpp = Pisaflores Tepehua
code-language-tpt = Tlachichilco Tepehua
code-language-ntp = Northern Tepehuan
code-language-stp = Southeastern Tepehuan
code-language-tla = Southwestern Tepehuan
code-language-tpx = Acatepec Me'phaa
code-language-tpc = Azoyú Me'phaa
code-language-tcf = Malinaltepec Me'phaa
code-language-tpl = Tlacoapa Me'phaa
code-language-tku = Upper Necaxa Totonac
code-language-toc = Coyutla Totonac
code-language-tlp = Filomena Mata-Coahuitlán Totonac
code-language-tos = Highland Totonac
code-language-top = Papantla Totonac
code-language-tcw = Tecpatlán Totonac
code-language-too = Xicotepec De Juárez Totonac
code-language-tlc = Yecuatla Totonac
code-language-tqt = Western Totonac
code-language-trs = Chicahuaxtla Triqui
code-language-trc = Copala Triqui
code-language-trq = San Martín Itunyoso Triqui
code-language-zaq = Aloápam Zapotec
code-language-zpo = Amatlán Zapotec
code-language-zoo = Asunción Mixtepec Zapotec
code-language-zaf = Ayoquesco Zapotec
code-language-zad = Cajonos Zapotec
code-language-zpv = Chichicapan Zapotec
code-language-zpc = Choapan Zapotec
code-language-zca = Coatecas Altas Zapotec
code-language-zps = Coatlán Zapotec
code-language-zte = Elotepec Zapotec
code-language-zpg = Guevea De Humboldt Zapotec
code-language-ztu = Güilá Zapotec
code-language-zpa = Lachiguiri Zapotec
code-language-zpl = Lachixío Zapotec
code-language-ztl = Lapaguía-Guivini Zapotec
code-language-ztp = Loxicha Zapotec
code-language-zpy = Mazaltepec Zapotec
code-language-zam = Miahuatlán Zapotec
code-language-zaw = Mitla Zapotec
code-language-zpm = Mixtepec Zapotec
code-language-zac = Ocotlán Zapotec
code-language-zao = Ozolotepec Zapotec
code-language-zpe = Petapa Zapotec
code-language-zpj = Quiavicuzas Zapotec
code-language-ztq = Quioquitani-Quierí Zapotec
code-language-zar = Rincón Zapotec
code-language-ztm = San Agustín Mixtepec Zapotec
code-language-zpx = San Baltazar Loxicha Zapotec
code-language-zpf = San Pedro Quiatoni Zapotec
code-language-zpt = San Vicente Coatlán Zapotec
code-language-ztn = Santa Catarina Albarradas Zapotec
code-language-zpn = Santa Inés Yatzechi Zapotec
code-language-zpi = Santa María Quiegolani Zapotec
code-language-zpr = Santiago Xanica Zapotec
code-language-zas = Santo Domingo Albarradas Zapotec
code-language-zaa = Sierra de Juárez Zapotec
code-language-zat = Tabaa Zapotec
code-language-ztt = Tejalapan Zapotec
code-language-zpz = Texmelucan Zapotec
code-language-zts = Tilquiapan Zapotec
code-language-zpk = Tlacolulita Zapotec
code-language-zph = Totomachapan Zapotec
code-language-zax = Xadani Zapotec
code-language-ztg = Xanaguía Zapotec
code-language-zpu = Yalálag Zapotec
code-language-zae = Yareni Zapotec
code-language-zty = Yatee Zapotec
code-language-zav = Yatzachi Zapotec
code-language-zpb = Yautepec Zapotec
code-language-ztx = Zaachila Zapotec
code-language-zpw = Zaniza Zapotec
code-language-zpq = Zoogocho Zapotec
code-language-zpp = El Alto Zapotec
code-language-zai = Isthmus Zapotec
code-language-zab = Western Tlacolula Valley Zapotec
code-language-zsr = Southern Rincon Zapotec
code-language-zpd = Southeastern Ixtlán Zapotec
code-language-zoh = Chimalapa Zoque
code-language-zoc = Copainalá Zoque
code-language-zos = Francisco León Zoque
code-language-zor = Rayón Zoque
code-language-zoq = Tabasco Zoque
code-language-level-none = None
code-language-level-basic = Basic
code-language-level-working = Enough to work
code-language-level-fluent = Fluent
code-consent-legal_basis-consent = Consent
code-consent-legal_basis-vital_interest = Vital interest
code-consent-legal_basis-legal_obligation = Legal obligation
code-consent-legal_basis-legitimate_interest = Legitimate interest
code-marital_status-single = Single
code-marital_status-married = Married
code-marital_status-union = In a union
code-marital_status-separated = Separated
code-marital_status-divorced = Divorced
code-marital_status-widowed = Widowed
code-medical_flags-injury = Injury
code-medical_flags-chronic_with_medication = Chronic illness with medication
code-medical_flags-medication_taken_away = Medication was taken away
code-medical_flags-pregnancy = Pregnancy
code-medical_flags-breastfeeding = Breastfeeding
code-medical_flags-infectious_suspected = Possible infectious disease
code-medical_flags-disability = Disability
code-medical_flags-mental_health_crisis = Mental health crisis
code-medical_flags-detox = Withdrawal
code-medical_flags-allergy = Allergy
code-medical_flags-serious_illness = Serious illness
code-missing_reason-not_asked = Not asked
code-missing_reason-unknown = Does not know
code-missing_reason-refused = Would rather not say
code-missing_reason-not_applicable = Does not apply
code-name-quality-full = Full
code-name-quality-partial = Partial
code-name-quality-alias = Alias or code name
code-name-quality-refused = Would not say
code-needs-water = Water
code-needs-food = Food
code-needs-clothing_shoes = Clothing or shoes
code-needs-hygiene = Hygiene items
code-needs-menstrual = Menstrual items
code-needs-shower = Shower
code-needs-sleep = A place to sleep
code-needs-call_family = Call family
code-needs-charger = Charge a phone
code-needs-medicine = Medicine
code-needs-doctor = A doctor
code-needs-legal = Legal advice
code-needs-transport = Transport
code-needs-cash = Cash
code-needs-id_papers = Identity papers
code-needs-baby_items = Baby items
code-needs-interpreter = Interpreter
code-needs-coordinator = See the coordinator
code-notice-mode-shown = Shown
code-notice-mode-read_out = Read out
code-notice-mode-audio = Played as audio
code-identity_paper-state-has = Has it
code-identity_paper-state-copy_photo = Has a copy or photo
code-identity_paper-state-lost = Lost it
code-identity_paper-state-taken_by_authority = Taken by an authority
code-identity_paper-state-left_behind = Left behind in the United States
code-identity_paper-state-in_process = Being issued
code-identity_paper-state-never_had = Never had it
code-identity_paper-type-acta_nacimiento = Birth certificate
code-identity_paper-type-curp = CURP certificate
code-identity_paper-type-ine = INE voter card
code-identity_paper-type-pasaporte = Passport
code-identity_paper-type-matricula_consular = Consular identity card
code-identity_paper-type-constancia_repatriacion = Certificate of repatriation
code-identity_paper-type-us_id = US identity card
code-identity_paper-type-us_work_permit = US work permit
code-identity_paper-type-licencia = Driving licence
code-identity_paper-type-cartilla = Military service card
code-identity_paper-type-dpi = National identity card (DPI, DUI, DNI)
code-identity_paper-type-residence_card = Residence card
code-identity_paper-type-refugee_paper = Refugee or asylum paper
code-identity_paper-type-school_record = School record
code-identity_paper-type-other = Other
code-identity_paper-type-none = None
code-permission-yes = Yes
code-permission-ask = Ask first
code-permission-no = No
code-phone-owner-self = Their own
code-phone-owner-relative = A relative's
code-phone-owner-friend = A friend's
code-phone-owner-shelter = The shelter's
code-phone-owner-employer = An employer's
code-phone-owner-other = Somebody else's
code-photo-purpose-identification = To know the person again
code-photo-purpose-card = Shelter card
code-photo-purpose-tracing = Family tracing
code-protection-flags-deny_check_out = No check-out without the coordinator
code-protection-flags-not_transferable = Not to be transferred
code-protection-flags-no_visitors = No visitors
code-protection-flags-no_information = No information to anybody
code-protection_referral-reason-dif = Child welfare (DIF)
code-protection_referral-reason-ppnna = Child protection authority (PPNNA)
code-protection_referral-reason-psychological = Psychological care
code-protection_referral-reason-medical = Confidential medical care
code-protection_referral-reason-gender_violence = Gender violence
code-protection_referral-reason-trafficking = Trafficking
code-protection_referral-reason-asylum = Refuge or asylum
code-protection_referral-reason-human_rights = Human rights body
code-protection_referral-reason-prosecutor = Prosecutor
code-protection_referral-reason-safe_house = Safe house
code-protection_referral-reason-tracing = Family tracing
code-protection_referral-reason-other = Other
code-psych_risk-none = No apparent risk
code-psych_risk-watch = Watch closely
code-psych_risk-immediate = Act at once
code-purpose-operation = To run the reception
code-purpose-identification = To know the person again
code-purpose-assistance = To give what is needed
code-purpose-contact = To reach the person and bring families together
code-purpose-protection = To keep the person safe
code-purpose-livelihood = To help with school and work
code-purpose-claims = To recover what is theirs
code-purpose-monitoring = To monitor humane return
code-purpose-rights = To prove consents and rights
code-referral-reason-shelter = Shelter
code-referral-reason-legal = Legal advice
code-referral-reason-health = Health
code-referral-reason-id_papers = Identity papers
code-referral-reason-education = School
code-referral-reason-employment = Employment
code-referral-reason-training = Training
code-referral-reason-transport = Transport
code-referral-reason-family_contact = Family contact
code-referral-reason-cash = Cash support
code-referral-reason-coordinator = The coordinator explains
code-referral-reason-other = Other
code-referral-status-draft = Draft
code-referral-status-sent = Sent
code-referral-status-accepted = Accepted
code-referral-status-rejected = Rejected
code-referral-status-done = Done
code-referral-status-revoked = Revoked
code-referral-status-expired = Expired
code-relation-spouse = Spouse or partner
code-relation-child = Child
code-relation-stepchild = Stepchild
code-relation-parent = Parent
code-relation-stepparent = Stepparent
code-relation-sibling = Sibling
code-relation-grandparent = Grandparent
code-relation-grandchild = Grandchild
code-relation-aunt_uncle = Aunt or uncle
code-relation-niece_nephew = Niece or nephew
code-relation-cousin = Cousin
code-relation-in_law = In-law
code-relation-guardian = Guardian
code-relation-ward = Child in their care
code-relation-godparent = Godparent
code-relation-friend = Friend
code-relation-neighbour = From the same town
code-relation-employer = Employer
code-relation-other = Other
code-return-authority-ice_ero = ICE, removal operations (ERO)
code-return-authority-cbp_ofo = CBP, ports of entry (OFO)
code-return-authority-usbp = Border Patrol
code-return-authority-other = Other
code-return-authority-unknown = Unknown
code-return-type-deportation_order = Order of removal
code-return-type-expedited = Expedited removal
code-return-type-voluntary_departure = Voluntary departure
code-return-type-self_return = Returned by themselves
code-return-type-expulsion = Expulsion
code-return-type-port_refusal = Refused at a port of entry
code-return-type-third_country_national = Sent to a third country
code-return-type-unknown = Unknown
code-rights_request-outcome-pending = Pending
code-rights_request-outcome-granted = Granted
code-rights_request-outcome-partly = Granted in part
code-rights_request-outcome-denied = Denied
code-rights_request-outcome-withdrawn = Withdrawn
code-rights_request-type-access = Access
code-rights_request-type-rectify = Rectification
code-rights_request-type-cancel = Cancellation
code-rights_request-type-oppose = Opposition
code-sectors-construction = Construction
code-sectors-agriculture = Agriculture
code-sectors-manufacturing = Manufacturing or maquila
code-sectors-restaurants = Restaurants
code-sectors-cleaning = Cleaning
code-sectors-care = Care
code-sectors-driving = Driving and logistics
code-sectors-retail = Retail
code-sectors-mechanics = Mechanics
code-sectors-it = Information technology
code-sectors-call_centre = Bilingual call centre
code-sectors-landscaping = Landscaping
code-sectors-hospitality = Hospitality
code-sectors-teaching = Teaching
code-sectors-own_business = Own business
code-sectors-other = Other
code-separated_when-before = Before the arrest
code-separated_when-at_arrest = At the arrest
code-separated_when-in_detention = In detention
code-separated_when-at_removal = At removal
code-separated_when-on_the_way = On the way
code-separated_when-here = After arrival
code-separated_when-unknown = Unknown
code-separation_reason-arrest_and_detention = Arrest and detention
code-separation_reason-repatriation = Repatriation
code-separation_reason-migration = Migration
code-separation_reason-abuse = Violence or abuse
code-separation_reason-sickness = Sickness
code-separation_reason-death = Death
code-separation_reason-abandonment = Abandonment
code-separation_reason-entrusted = Entrusted to somebody
code-separation_reason-custody = Decision of a court or of social services
code-separation_reason-poverty = Poverty
code-separation_reason-disaster = Disaster
code-separation_reason-conflict = Conflict
code-separation_reason-other = Other
code-service-outcome-done = Done
code-service-outcome-partly = Partly done
code-service-outcome-follow_up = Needs a follow-up
code-service-outcome-not_available = Not available
code-service-outcome-declined = Declined
code-service-type-water = Water
code-service-type-meal = Meal
code-service-type-clothing = Clothing or shoes
code-service-type-hygiene_kit = Hygiene kit
code-service-type-shower = Shower
code-service-type-call = Phone call
code-service-type-charging = Phone charging
code-service-type-medical = Medical care
code-service-type-legal = Legal advice
code-service-type-transport = Transport
code-service-type-cash = Cash support
code-service-type-cash_card = Cash card
code-service-type-id_papers = Identity papers
code-service-type-shelter = Shelter
code-service-type-medicine = Medicine
code-service-type-laundry = Laundry
code-service-type-baby_items = Baby items
code-service-type-education = School or classes
code-service-type-school_enrolment = School enrolment
code-service-type-employment = Employment placement
code-service-type-training = Training placement
code-service-type-social_security = Social security (IMSS)
code-service-type-family_contact = Family contact
code-service-type-interpreter = Interpreter
code-service-type-information = Information
code-service-type-other = Other
code-sex-female = Female
code-sex-male = Male
code-sex-x = Other
code-sex-not_said = Would rather not say
code-state-01 = Aguascalientes
code-state-02 = Baja California
code-state-03 = Baja California Sur
code-state-04 = Campeche
code-state-05 = Coahuila
code-state-06 = Colima
code-state-07 = Chiapas
code-state-08 = Chihuahua
code-state-09 = Mexico City
code-state-10 = Durango
code-state-11 = Guanajuato
code-state-12 = Guerrero
code-state-13 = Hidalgo
code-state-14 = Jalisco
code-state-15 = State of Mexico
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
code-stay-status-planned = Planned
code-stay-status-in = Checked in
code-stay-status-absent = Absent for some hours
code-stay-status-out = Checked out
code-stay-status-no_show = Did not come
code-tracing-consent-extended = Beyond partner organisations
code-tracing-consent-partners = Partner organisations
code-tracing-consent-none = Nobody
code-tracing-status-not_started = Not started
code-tracing-status-searching = Searching
code-tracing-status-located = Located
code-tracing-status-in_contact = In contact
code-tracing-status-reunited = Reunited
code-tracing-status-closed = Closed
code-treatment-actors-ice = ICE
code-treatment-actors-cbp = CBP or Border Patrol
code-treatment-actors-private_detention = Private detention centre
code-treatment-actors-police_us = US police
code-treatment-actors-police_mx = Mexican police
code-treatment-actors-inm = INM
code-treatment-actors-police_other = Police of another country
code-treatment-actors-organised_crime = Organised crime
code-treatment-actors-other = Other
code-treatment-types-verbal = Verbal abuse
code-treatment-types-physical = Physical violence
code-treatment-types-sexual = Sexual violence
code-treatment-types-threats = Threats
code-treatment-types-denied_food_water = Denied food or water
code-treatment-types-denied_medical = Denied medical care
code-treatment-types-restraints = Restraints
code-treatment-types-separation = Separation from family
code-treatment-types-night_removal = Removal at night
code-treatment-types-coerced_signature = Coerced signature
code-treatment-types-no_consular_notice = No consular notice
code-treatment-types-belongings_kept = Belongings kept
code-treatment-types-extortion = Extortion or robbery
code-treatment-types-other = Other
code-urgent_medical-none = No urgent medical need
code-urgent_medical-today = Needs care today
code-urgent_medical-now = Needs care now
code-us_asset-type-bank = Bank account
code-us_asset-type-wages_owed = Wages owed
code-us_asset-type-vehicle = Vehicle
code-us_asset-type-property = Property
code-us_asset-type-case_pending = Pending case
code-us_asset-type-court_date = Court date
code-us_asset-type-pension = Pension or taxes
code-us_asset-type-other = Other
code-us_state-AL = Alabama
code-us_state-AK = Alaska
code-us_state-AZ = Arizona
code-us_state-AR = Arkansas
code-us_state-CA = California
code-us_state-CO = Colorado
code-us_state-CT = Connecticut
code-us_state-DE = Delaware
code-us_state-DC = District of Columbia
code-us_state-FL = Florida
code-us_state-GA = Georgia
code-us_state-HI = Hawaii
code-us_state-ID = Idaho
code-us_state-IL = Illinois
code-us_state-IN = Indiana
code-us_state-IA = Iowa
code-us_state-KS = Kansas
code-us_state-KY = Kentucky
code-us_state-LA = Louisiana
code-us_state-ME = Maine
code-us_state-MD = Maryland
code-us_state-MA = Massachusetts
code-us_state-MI = Michigan
code-us_state-MN = Minnesota
code-us_state-MS = Mississippi
code-us_state-MO = Missouri
code-us_state-MT = Montana
code-us_state-NE = Nebraska
code-us_state-NV = Nevada
code-us_state-NH = New Hampshire
code-us_state-NJ = New Jersey
code-us_state-NM = New Mexico
code-us_state-NY = New York
code-us_state-NC = North Carolina
code-us_state-ND = North Dakota
code-us_state-OH = Ohio
code-us_state-OK = Oklahoma
code-us_state-OR = Oregon
code-us_state-PA = Pennsylvania
code-us_state-RI = Rhode Island
code-us_state-SC = South Carolina
code-us_state-SD = South Dakota
code-us_state-TN = Tennessee
code-us_state-TX = Texas
code-us_state-UT = Utah
code-us_state-VT = Vermont
code-us_state-VA = Virginia
code-us_state-WA = Washington
code-us_state-WV = West Virginia
code-us_state-WI = Wisconsin
code-us_state-WY = Wyoming
code-us_state-AS = American Samoa
code-us_state-GU = Guam
code-us_state-MP = Northern Mariana Islands
code-us_state-PR = Puerto Rico
code-us_state-VI = US Virgin Islands
code-verified-yes = Yes, verified
code-verified-doubt = There is doubt
code-verified-no = No
code-vulnerability-code-NNA-NA = Unaccompanied child (SC)
code-vulnerability-code-NNA-S = Separated child (SC)
code-vulnerability-code-NNA-A = Accompanied child (CR)
code-vulnerability-code-MUJ-R = Woman at risk (WR)
code-vulnerability-code-EMB = Pregnant (SM)
code-vulnerability-code-AM = Older person (ER)
code-vulnerability-code-DIS = Disability (DS)
code-vulnerability-code-ENF = Serious illness (SM)
code-vulnerability-code-VIO = Torture or ill-treatment (TR)
code-vulnerability-code-TRA = Signs of trafficking
code-vulnerability-code-VG = Gender violence (SV)
code-vulnerability-code-SOGI = LGBTI person at risk (LP)
code-vulnerability-code-IND = Indigenous, little Spanish
code-vulnerability-code-AME = Threatened, or cannot go home (LP)
code-vulnerability-code-UF = Family unity (FU)
code-vulnerability-code-MONO = Single adult with children (SP)
code-wants_to_report-yes = Yes
code-wants_to_report-anonymous = Yes, without their name
code-wants_to_report-later = Later
code-wants_to_report-no = No
code-yes_no-yes = Yes
code-yes_no-no = No

## What looks odd

finding-minor_alone = May be a minor and came alone: call the coordinator.
finding-minor_doubted = May be a minor, and nobody has seen that a parent or guardian is there: call the coordinator.
finding-minor_unclear = Came alone, and it is not known whether this is a minor: ask the age.
finding-minor_notified = May be a minor. The DIF and the Procuraduría have been notified.
finding-alone_with_companion = Said to be alone, and companions are noted.
finding-missing = This is missing, and no reason is given.
finding-code_unknown = The value is not in the field's code list.
finding-text_unseen = Holds signs that nobody sees, or letters that were copied wrongly: type it again.
finding-text_damaged = A letter was lost: ask how it is written.
finding-number_malformed = Not a whole number.
finding-age_out_of_range = The age does not seem possible.
finding-number_out_of_range = The number does not seem possible.
finding-age_birth_date = The age does not agree with the birth date.
finding-dates_out_of_order = This date lies before the one it should follow.
finding-date_malformed = The date does not exist or is not written as one.
finding-date_in_future = The date lies in the future.
finding-date_too_long_ago = The date is too long ago.
finding-date_century = Born more than a hundred years ago? Check the century; if so, note the age too.
finding-moment_malformed = The date and time are not written as such.
finding-country_malformed = A country is written as three capital letters.
finding-phone_malformed = The telephone number is incomplete or not written as one.
finding-phone_country = The country code is missing, such as +52.
finding-record_code_malformed = The record code has a wrong length or a character no code has.
finding-record_code_check = The record code does not agree with its check character: read it again.
finding-attachment_malformed = The attachment is not named by a hash.
finding-municipality_state = The municipality lies in another state.
finding-site_malformed = The site is not an id.
finding-curp_malformed = The CURP is not written as one.
finding-curp_check_digit = The CURP does not agree with its check digit.
finding-curp_birth_date = The CURP says another birth date.
finding-curp_sex = The CURP says another sex.
finding-curp_birth_state = The CURP says another birth state.
finding-curp_given = The given name's initial does not agree with the CURP.
finding-curp_surname1 = The first surname does not agree with the CURP.
finding-curp_surname2 = The second surname does not agree with the CURP.
finding-mrz_malformed = The machine-readable zone is incomplete or misread.
finding-mrz_check_digit = A check digit of the machine-readable zone does not agree.
finding-mrz_birth_date = The identity paper says another birth date.
finding-mrz_sex = The identity paper says another sex.
finding-mrz_surname = The identity paper says other surnames.
finding-mrz_given = The identity paper says another given name.
finding-mrz_country = The identity paper is of another country or says another nationality.
finding-mrz_number = The number of the identity paper does not agree with its machine-readable zone.
finding-mrz_expiry = The expiry does not agree with the machine-readable zone.
finding-paper_expired = The identity paper has expired.

## Why something is proposed for a conflict

why-backed = It is better backed than the others.
why-safer = It is the safest for the person.
why-latest = It is the latest.
why-several_fit = This field may hold several values.
why-equally_backed = They are equally backed: look, or ask the person.
why-clock_wrong = A phone's clock was wrong: which is the latest is not known.
why-field_unknown = This version does not know the field.

## Help of `puente`

puente = Registers returning people where there is no network: the server
puente-any-data = Folder of the server's data
puente-any-key_file = File of its key, outside the folder; DIR.key beside it if not given
puente-any-mark_file = File of the high-water mark, outside the folder and best on another disk; beside the key, ending in .mark, if not given
puente-any-site = The site, by name or id
puente-any-role = volunteer, case-worker, shelter-admin, auditor or administrator
puente-any-identity = A file of identities as `age-keygen` writes it
puente-any-account = The account that answers for it; it manages quarantine
puente-any-device = The device's id
puente-any-number = Its number in the list
puente-setup = Make a server if there is none, print where its administrator begins, and serve; the rest is done in the browser
puente-setup-server = The address that phones open, if it is not that of `--listen`: https://…
puente-setup-valid_hours = Hours for which the first administrator's code is valid
puente-init = Make a new server and print its first administrator's one-time code
puente-init-valid_hours = Hours for which the first administrator's code is valid
puente-serve = Serve devices over HTTP
puente-any-listen = Where to listen; port 0 takes a free one, which the first line of output tells
puente-any-metrics = Where to give out figures for Prometheus, on this machine only: 127.0.0.1:PORT
puente-any-behind_proxy = A proxy stands before this server and says in `X-Forwarded-For` where each request is from
puente-any-log = How log lines are written to the standard error: for people, or one JSON object a line
puente-ready = Ask a running server whether it takes what devices bring
puente-ready-server = Where it listens on this machine, as `puente serve` printed it
puente-ready-within_s = Seconds to wait until it is; with 0 it is asked once
puente-site = Sites: crossings, shelters, offices
puente-site-add = Set up a site and print its id
puente-site-add-name = Its name as people say it
puente-site-add-kind = crossing, shelter or office
puente-site-add-zone = Its time zone, as in the IANA database: America/Tijuana. Its days and nights are counted by it
puente-site-add-id = The id that devices know it by, of a site that this server had before it was restored
puente-site-set = Change what devices know of a site: they hear of it at their next sync
puente-site-set-name = Its name as people say it
puente-site-set-zone = Its time zone, as in the IANA database: America/Tijuana
puente-site-set-dif_phone = A telephone number of the DIF, as dialled; several times for several, the first to try first; '' for none
puente-site-set-attorney_phone = A telephone number of the Procuraduría de Protección, in the same way
puente-site-set-open = It receives people again
puente-site-set-closed = It receives nobody any more, and is not offered as a place to send somebody to
puente-site-list = The sites that were set up
puente-invite = Issue a one-time code that enrols a device
puente-invite-last_day = The last day of the role at the site (YYYY-MM-DD); without it, until somebody ends it
puente-invite-valid_hours = Hours for which the code is valid
puente-invite-server = Where people open the app, such as https://puente.example: then the QR opens it with the code filled in
puente-invite-qr_out = Write the QR into a file to print, too: an SVG, which must not exist
puente-grant = Roles of accounts at sites
puente-grant-add = Grant a role at a site
puente-grant-end = End a role at a site; edits made before still count for 30 days
puente-grant-add-account = The account's id
puente-grant-add-last_day = The last day of the role at the site (YYYY-MM-DD); without it, until somebody ends it
puente-grant-end-account = The account's id
puente-account = Accounts
puente-account-list = Every account with its grants
puente-account-reset_password = Print a one-time password with which the person chooses another
puente-account-reset_password-valid_hours = Hours for which it is good
puente-account-reset_password-account = The account's id
puente-account-end = End an account for good: its grants, its password, its sessions
puente-account-end-account = The account's id
puente-device = Devices
puente-device-list = Every device
puente-device-revoke = Revoke a device: nothing comes down to it any more, what it sends is kept aside
puente-status = How much the server holds
puente-quarantine = Changes that were kept aside
puente-quarantine-list = Everything that is kept aside
puente-quarantine-list-waiting = What waits instead: for other changes, for its record, or for room in its document
puente-quarantine-show = One change with what it writes. That it was shown is an entry of the log
puente-quarantine-release = Let a change enter although its author might not make it
puente-quarantine-write_again = Write what a change says again in the name of an administrator, and leave the change out
puente-quarantine-write_again-reason = Why; the author's device shows it
puente-quarantine-set_aside_all = Set all changes of one device aside for good
puente-quarantine-set_aside_all-and_waiting = And those that wait
puente-quarantine-set_aside_all-reason = Why; stays with each of them
puente-quarantine-repair = Leave all that one device wrote out of a document that it filled, and write again what others wrote on top. Revoke the device first
puente-quarantine-repair-document = The document
puente-quarantine-repair-reason = Why; the authors' devices show it
puente-quarantine-set_aside = Set a change aside for good that is kept aside or waits
puente-quarantine-set_aside-number = Its number in the list, that of what waits among them
puente-quarantine-set_aside-reason = Why; stays with it
puente-record = Records that no device gets
puente-record-lost = Records that are at no site that was set up: no device gets them
puente-record-bring_back = Give a record another home site: whoever works there gets it with the next sync
puente-record-bring_back-record = The record's id, as `puente record lost` shows it
puente-record-bring_back-account = The account that answers for it
puente-rebuild = Build the caches again from the changes, or only compare
puente-rebuild-verify = Only compare; end with a failure if anything differs
puente-duplicates = How well the program finds a person who is there twice
puente-duplicates-evaluate = A folder with labelled sets, or one of them without .csv
puente-import_bundle = Take bundles that a courier brought, and write receipts for the way back
puente-import_bundle-files = Files of bundles, in any order
puente-import_bundle-receipt_out = Where the receipts go, for the way back
puente-audit = Export the log for an auditor, and check such an export
puente-audit-export = Write the log into a folder that anybody can check without this server; continues what was cut
puente-audit-export-out = The folder: empty, missing, or with an unfinished export of this log
puente-audit-export-signer = The socket of puente log-signer, which holds the key of the log
puente-audit-verify = Check an export, without server or network; end with a failure if anything is wrong
puente-audit-verify-folder = The folder of the export
puente-audit-verify-pin = A checkpoint of this log that you kept: the log must be an extension of it
puente-audit-show = Show what an export holds: counts by kind that anybody can recount, and whether it is whole
puente-audit-show-folder = The folder of the export
puente-audit-show-kind = Show each entry of this kind too, as it is named in the table of counts
puente-audit-diff = Compare two exports: what the later one has besides, or where they part
puente-audit-diff-one = The folder of one export
puente-audit-diff-other = The folder of the other, in any order
puente-audit-prove = Prove from an export that one entry is in the log
puente-audit-prove-folder = The folder of the export
puente-audit-prove-entry = The entry, counted from 0
puente-audit-prove-out = The proof, a text that stands by itself; NAME.tlog-proof is usual
puente-audit-check_proof = Check the proof of an entry, without the export
puente-audit-check_proof-proof = The proof
puente-audit-check_proof-key = The log's key, as in log.vkey of an export
puente-log_signer = Hold the key of the log in a process of its own, and sign only what extends what was signed last
puente-log_signer-folder = Where the key is, which is made at first, and what it signed last; save this folder
puente-log_signer-log = The name of the log, as puente status shows it; another epoch declares that a backup was restored
puente-log_signer-socket = The socket where it listens, in a folder that only its user can enter
puente-backup = Make an encrypted backup beside a running server; verify and prune backups
puente-backup-out = The encrypted copy; in a folder that exists it is named by its time
puente-backup-keys_out = The encrypted keys, to be kept elsewhere and for a shorter time; as with --out
puente-backup-recipient = Who may open both: age1…, as `age-keygen` makes them. Can be given several times
puente-backup-verify = Compare a file with its manifest; with an identity also what it decrypts to
puente-backup-verify-file = A copy or a file of keys
puente-backup-prune = Remove backups that are older than a folder keeps
puente-backup-prune-folder = A folder of copies, of keys, or of both
puente-backup-prune-keep_days = Days for which a file is kept
puente-backup-prune-keep = How many of each kind stay in any case
puente-restore = Make a server from a backup, in a folder that does not exist
puente-restore-backup = The encrypted copy, with its manifest beside it
puente-restore-keys = The encrypted keys that were made with it, or later ones
puente-restore-tombstones = The newest tombstones that were saved from beside the old key: whoever was erased stays so
puente-restore-checkpoint = Size and root of the log as somebody saw it: SIZE:ROOT, the root with 64 hex digits. If not given, what the high-water mark says
puente-recovery_key = Give devices the public half of a recovery key, or show it
puente-recovery_key-key = The public half, age1…, as `age-keygen` makes it on a computer that stays offline. Without it the one that devices have now is shown
puente-recover = After a restore: open what devices had sealed to the recovery key
puente-recover-identity = The file of the recovery key's other half, as `age-keygen` wrote it
puente-erase = Erase a person for good
puente-erase-record = The record's code, or its id; or the id of a list of arrivals
puente-erase-reason = Why, in words that name nobody; stays for ever
puente-erase-show = Only show what names the person elsewhere; nothing is changed
puente-erase-account = Take the person out of others' records and of lists, in the name of this account; it manages quarantine
puente-erase-same_name = Take out too what has the same name and no code: look at it first, with --show
puente-erase-leave_mentions = Erase the record although others name the person, and leave that where it is
cli-value-addr = ADDR
cli-value-format = FORMAT
cli-value-s = S
cli-value-h = H
cli-value-zone = ZONE
cli-value-number = NUMBER
cli-value-account = ACCOUNT
cli-value-device = DEVICE
cli-value-document = DOCUMENT
cli-value-folder = FOLDER
cli-value-age1 = AGE1
cli-value-size_root = SIZE:ROOT

## Command line: what `puente` tells

cli-made-server = Server { $server } in { $path }
cli-made-key = Its key is { $path }: keep a copy apart, nothing opens without it.
cli-made-code = First administrator's one-time code: { $code }
cli-made-hours = { $n ->
    [one] It is good for { $n } hour; `puente invite --role administrator` makes another.
   *[other] It is good for { $n } hours; `puente invite --role administrator` makes another.
 }
cli-setup-open = Open in the administrator's browser, or scan with their phone: { $link }
cli-setup-hours = { $n ->
    [one] The link is good for { $n } hour; `puente setup` makes another while nobody has used it.
   *[other] The link is good for { $n } hours; `puente setup` makes another while nobody has used it.
 }
cli-invited = for one device, until { $time }
cli-account-ended = ended { $time }
cli-account-no_password = no password
cli-account-password = password
cli-account-wrong = { $n ->
    [one] password, { $n } wrong
   *[other] password, { $n } wrong
 }
cli-audit-exported = { $n ->
    [one] Exported the log: { $n } entry.
   *[other] Exported the log: { $n } entries.
 }
cli-audit-continued = An export that had been cut was continued. What was logged since it began is not in it.
cli-audit-keep = Keep this checkpoint: with it everybody can check later exports (--pin).
cli-audit-signed = Signed by { $origin }, key { $key }
cli-audit-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }
cli-audit-made = Exported { $time }, as the export says of itself
cli-audit-whole = WHOLE: nothing was changed, removed or slipped in since it was signed.
cli-audit-whole-since = { $n ->
    [0] WHOLE: nothing was changed, removed or slipped in since your checkpoint, and nothing was added.
    [one] WHOLE: nothing was changed, removed or slipped in since your checkpoint. { $n } entry was added.
   *[other] WHOLE: nothing was changed, removed or slipped in since your checkpoint. { $n } entries were added.
 }
cli-audit-unpinned = Not compared with an earlier checkpoint: compare the key with the one you were given, and give a checkpoint that you kept with --pin.
cli-audit-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
 }
cli-audit-kind = kind
cli-audit-number = entries
cli-audit-first = first
cli-audit-last = last
cli-audit-time = time
cli-audit-index = entry
cli-audit-account = account
cli-audit-device = device
cli-audit-record = record (pseudonym)
cli-audit-count_of = count
cli-audit-sum = all
cli-audit-unknown = of a later version
cli-audit-who = Accounts: { $accounts }. Devices: { $devices }. Records, by pseudonym: { $records }.
cli-audit-nothing_added = Both have the same entries.
cli-audit-added_entries = { $n ->
    [one] The later one has { $n } entry besides:
   *[other] The later one has { $n } entries besides:
 }
cli-audit-parting = THEY PART at entry { $index }: the earlier one has { $earlier } there, the later one { $later }. All entries before it are the same.
cli-audit-no_key = The key of the log (log.vkey) is missing or damaged: nothing can be checked.
cli-audit-no_checkpoint = The signed checkpoint is missing: nothing can be checked.
cli-audit-checkpoint-malformed = The checkpoint is damaged.
cli-audit-checkpoint-other_key = WRONG KEY: another key than that of this folder signed the checkpoint.
cli-audit-checkpoint-wrong_signature = The checkpoint was changed after it was signed.
cli-audit-pin-malformed = Your checkpoint is damaged or is another file.
cli-audit-pin-other_key = WRONG KEY: another key signed your checkpoint. This is not the log that you know, or its key was replaced.
cli-audit-pin-wrong_signature = Your checkpoint was changed after it was signed.
cli-audit-pin-other_log = Your checkpoint is of another log: { $origin }. If the name differs only in its last number, the server was restored from a backup since.
cli-audit-unfinished = PART MISSING: the export was cut before its end. Run it again into the same folder.
cli-audit-manifest = The manifest is damaged or says something else than the checkpoint.
cli-audit-count = The manifest counts { $said } entries of the kind { $kind }, and there are { $found }.
cli-audit-added = { $path } was added: no such file belongs to this log.
cli-audit-changed = CHANGED: entry { $index }
cli-audit-dropped = DROPPED: entry { $index }
cli-audit-inserted = SLIPPED IN: entry { $index }
cli-audit-reordered = REORDERED: entries from { $index } on
cli-audit-truncated = CUT: { $held } of { $size } entries are there.
cli-audit-missing = PART MISSING: { $path }
cli-audit-malformed = { $path } is cut or damaged.
cli-audit-tile = { $path }: its hashes were changed.
cli-audit-other_root = REWRITTEN: these entries are not those that were signed.
cli-audit-forked = FORKED: the first { $pinned } entries are not those of your checkpoint. Keep both: they are evidence.
cli-audit-smaller = SET BACK: your checkpoint covers { $pinned } entries, this log has { $size }.
cli-audit-proven = IN THE LOG: entry { $index } of { $size } of { $origin }: { $kind } { $time }
cli-backup-log = log { $size }:{ $root }
cli-backup-opens = it is what was written, and it opens
cli-backup-same = it is what was written
cli-device-not_enrolled = not enrolled since the restore
cli-device-active = active
cli-device-revoked = revoked { $time }
cli-device-forked = { $n ->
    [one] copied or put back: { $n }, last { $time }
   *[other] copied or put back: { $n }, last { $time }
 }
cli-erase-nothing = Nothing else here names this person.
cli-erase-named =
    nothing was erased: others name this person. Say --as ACCOUNT to take that out, or --leave-mentions.
    { $mentions }
cli-erase-done = Erased. Devices take it off themselves when they sync.
cli-erase-tombstone = The tombstone is in { $path }: keep a copy apart from the backups, so that none brings the person back.
cli-erase-gone = No record has this code any more.
cli-erase-taken_out = Taken out of what these say now; their past keeps it until they are erased:
cli-erase-left = These name the person still, or somebody of that name. Ask whoever wrote them, or erase the list when it has served:
cli-mention-text = text in { $field }
cli-mention-row = list, row { $row }
cli-mention-has_code = has the code in it
cli-mention-is_person = is this person
cli-mention-same_name = has the same name
cli-bundle-waits = waits for another bundle
cli-bundle-taken = taken
cli-bundle-damaged = { $n ->
    [one] { $n } damaged piece
   *[other] { $n } damaged pieces
 }
cli-bundle-aside = { $n ->
    [one] { $n } change was kept aside: see `puente quarantine list`
   *[other] { $n } changes were kept aside: see `puente quarantine list`
 }
cli-set-aside = { $n ->
    [one] { $n } change set aside
   *[other] { $n } changes set aside
 }
cli-repaired-left = { $n ->
    [one] { $n } change left out
   *[other] { $n } changes left out
 }
cli-repaired-again = { $n ->
    [one] { $n } change of others written again
   *[other] { $n } changes of others written again
 }
cli-change-deleted = (deleted)
cli-change-number = number
cli-change-reason = reason
cli-change-account = account
cli-change-device = device
cli-change-document = document
cli-change-since = since
cli-ready = ready
cli-duplicates-no_set = there is no labelled set (….pairs.csv) in { $path }
cli-duplicates-what = model
cli-duplicates-f1 = F1
cli-duplicates-precision = precision
cli-duplicates-recall = recall
cli-duplicates-threshold = threshold
cli-duplicates-best_f1 = best F1
cli-duplicates-best_threshold = threshold
cli-duplicates-recall_99 = recall at precision .99
cli-duplicates-threshold_99 = threshold
cli-duplicates-compared = pairs compared
cli-duplicates-cpu = CPU (s)
cli-duplicates-all = whole
cli-duplicates-families_off = families off
cli-duplicates-group_off = group off
cli-duplicates-one_to_one_off = one-to-one off
cli-duplicates-nobody = Nobody seems to be on this device twice.
cli-duplicates-rival = or else: { $rival }
cli-match-band-almost_certain = almost certain
cli-match-band-look_closely = look closely
cli-match-band-maybe_relative = maybe a relative
cli-match-given-exact_several = the same given names
cli-match-given-exact = the same given name
cli-match-given-sound = given names that sound alike
cli-match-given-close = given names that are almost alike
cli-match-given-nickname = one may be the nickname of the other
cli-match-given-subset_first = one given name less, the first is the same
cli-match-given-subset_other = one given name less, the first is missing
cli-match-given-subset_close = one given name less, spelt differently
cli-match-given-joined = the same given names, written as one
cli-match-given-some = one given name in common, others differ
cli-match-given-initials = only the initials agree
cli-match-given-different = different given names
cli-match-surnames-both_exact = the same two surnames
cli-match-surnames-both_sound = two surnames that sound alike
cli-match-surnames-both_close = two surnames that are almost alike
cli-match-surnames-both_swapped = the same surnames in the other order
cli-match-surnames-first_alone = one surname only, the first of the other record
cli-match-surnames-first_alone_close = one surname only, almost the first of the other record
cli-match-surnames-second_alone = one surname only, the second of the other record
cli-match-surnames-single = the same surname, and neither has two
cli-match-surnames-single_close = a surname that is almost alike, and neither has two
cli-match-surnames-first_only = the same first surname, another second one
cli-match-surnames-second_only = the same second surname, another first one
cli-match-surnames-cross_only = the first surname of one is the second of the other
cli-match-surnames-different = different surnames
cli-match-order-swapped = given names and surnames changed places
cli-match-birth-day = the same birth date
cli-match-birth-new_year_both = the same date, which may be an estimate
cli-match-birth-day_month_swapped = day and month of birth changed places
cli-match-birth-day_or_month = the same year; a digit of the day or the month differs
cli-match-birth-day_other_year = the same day and month, a year before or after
cli-match-birth-day_year_digit = the same day and month, of a similar year
cli-match-birth-month = the same month and year of birth
cli-match-birth-year = the same year of birth
cli-match-birth-year_beside = years of birth next to each other
cli-match-birth-year_near = years of birth close to each other
cli-match-birth-same_month = the same month and year, another day
cli-match-birth-same_year = the same year, another day and month
cli-match-birth-differ = another date, less than four years apart
cli-match-birth-years = four to eight years apart
cli-match-birth-far = more than eight years apart
cli-match-sex-same = the same sex
cli-match-sex-different = another sex
cli-match-curp-same = the same CURP
cli-match-curp-same_key = the same CURP but for its end
cli-match-curp-close = a CURP that is almost alike
cli-match-curp-same_start = a CURP that begins alike
cli-match-curp-different = another CURP
cli-match-paper-same = the same number of a paper
cli-match-paper-close = a number of a paper that is almost alike
cli-match-paper-renewed = another number, of a paper that is renewed
cli-match-paper-different = another number of a paper
cli-match-phone-same = the same telephone
cli-match-phone-close = a telephone that is almost alike
cli-match-phone-different = another telephone
cli-match-origin-municipality = the same municipality
cli-match-origin-state = the same state
cli-match-origin-other_municipality = the same state, another municipality
cli-match-origin-country = the same country
cli-match-origin-other_state = another state
cli-match-origin-other_country = another country
cli-match-group-together = they are in one family
cli-match-family-others = somebody else of the two families agrees too
cli-match-names-common = very common names, which count less
cli-match-names-rare = uncommon names, which count more
cli-match-rival-relative = relatives
cli-match-rival-stranger = two people whose details are alike
cli-match-rival-group = two people of one family
cli-match-rival-competitor = somebody else of the family, who agrees better
cli-rebuild-same = everything is as it should be
cli-rebuild-replaced = { $n ->
    [one] { $n } cache replaced
   *[other] { $n } caches replaced
 }
cli-recover-opened = { $n ->
    [one] { $n } body opened
   *[other] { $n } bodies opened
 }
cli-recover-accepted = { $n ->
    [one] { $n } change entered
   *[other] { $n } changes entered
 }
cli-recover-pending = { $n ->
    [one] { $n } waits for others
   *[other] { $n } wait for others
 }
cli-recover-quarantined = { $n ->
    [one] { $n } waits for a decision
   *[other] { $n } wait for a decision
 }
cli-recover-set_aside = { $n ->
    [one] { $n } was of somebody who was erased
   *[other] { $n } were of persons who were erased
 }
cli-recover-refused = { $n ->
    [one] { $n } body is not what was signed and was left out
   *[other] { $n } bodies are not what was signed and were left out
 }
cli-recover-waiting = { $n ->
    [one] { $n } stays: another key opens it, or of its device enough waits for a decision already
   *[other] { $n } stay: another key opens them, or of their device enough waits for a decision already
 }
cli-recovery-key-given = Devices have it after their next sync.
cli-recovery-key-none = none: what a phone has to let go of is kept nowhere but here
cli-restored = Server { $server } is restored in { $path }
cli-restored-key = Its new key is { $path }: keep a copy apart.
cli-restored-log = { $n ->
    [one] { $n } entry of the log
   *[other] { $n } entries of the log
 }
cli-restored-gap = { $n ->
    [one] { $n } that was seen is missing
   *[other] { $n } that were seen are missing
 }
cli-restored-no_checkpoint = how many are missing nobody knows, for there was no checkpoint
cli-restored-erased = { $n ->
    [one] { $n } record was erased again
   *[other] { $n } records were erased again
 }
cli-restored-later = Devices bring back what came after the backup when they sync.
cli-site-open = open
cli-status-never = never
cli-server-records = Records
cli-server-documents = Documents
cli-server-changes = Changes
cli-server-pending = Changes that wait for others
cli-server-quarantined = Changes kept aside
cli-server-set_aside = Changes set aside
cli-server-sealed = Sealed bodies
cli-server-devices = Devices
cli-server-devices_revoked = Devices revoked
cli-server-forks = Devices copied or put back
cli-server-segments = Segments
cli-server-log = Name of the log
cli-server-log_entries = Entries of the log
cli-server-backed_up = Last backup
cli-server-rolled_back = Older data put back

## Failures of `puente`

cli-wrong-exists = { $path } exists already
cli-wrong-write = { $path } cannot be written
cli-wrong-read = { $path } cannot be read
cli-wrong-make = { $path } cannot be made
cli-wrong-take = { $path } cannot be taken
cli-wrong-lock = { $path } cannot be locked
cli-wrong-private = { $path } cannot be kept private
cli-wrong-listen = { $address } cannot be listened on
cli-wrong-file = { $path }: { $fault }
cli-wrong-no_folder = there is no folder { $path }: make it, or name another
cli-wrong-not_folder = { $path } is no folder
cli-wrong-no_server = there is no server in { $path }; `puente init` makes one
cli-wrong-server_exists = there is a server in { $path } already
cli-wrong-key_unread = the key { $path } cannot be read
cli-wrong-no_key = { $path } holds no key of 64 hex digits
cli-wrong-other_key = the key does not open { $path }: it is another server's key, or the file is damaged
cli-wrong-too_new = the database has version { $found }, this program knows { $known }: update the program
cli-wrong-everybody = everybody on this machine may read it (mode { $mode }): `chmod 400 { $path }`, and think of it as known
cli-wrong-program = this program's file cannot be found
cli-wrong-serving = another `puente serve` runs on { $path }: stop it first
cli-wrong-figures = figures are for this machine only: { $address } is not 127.0.0.1 or [::1]
cli-wrong-files_max = the number of open files cannot be raised
cli-wrong-qr = the address is too long for a QR
cli-wrong-url = { $url } is not http://ADDRESS:PORT
cli-wrong-no_answer = nothing answers at { $url }
cli-wrong-slow_answer = { $url } does not answer in time
cli-wrong-odd_answer = { $url } does not answer as a server
cli-wrong-not_ready = the server is not ready: { $fault }
cli-wrong-no_bundle = { $path } holds no bundle: is it the right file?
cli-wrong-empty = it is empty: copy it again
cli-wrong-too_large = it has more than { $most } MiB, which no file of bundles has: is it the right file?
cli-wrong-bundles = { $n ->
    [one] { $n } bundle was not taken and { $damaged } pieces are damaged: keep the files
   *[other] { $n } bundles were not taken and { $damaged } pieces are damaged: keep the files
 }
cli-wrong-backup_what = what to back up, and where to? See --help
cli-wrong-differences = { $n ->
    [one] { $n } difference
   *[other] { $n } differences
 }
cli-wrong-export_finished = { $path } holds a finished export: name another folder
cli-wrong-export_other = { $path } is not empty and holds no unfinished export of this log: name another folder
cli-wrong-leaf = entry { $index } of the stored log is damaged: run `puente rebuild --verify`
cli-wrong-log_state = { $path } does not say what this log's key signed last, so nothing is signed: bring the file back from where its folder is saved
cli-wrong-log_signer = the process that holds the key of the log, `puente log-signer`, does not answer at { $path }
cli-wrong-log_signer_runs = another process already signs with { $path }
cli-wrong-log_other = the key signs for the log { $origin }, and this server's is { $asked }. After a restored backup, start puente log-signer with the new name
cli-wrong-log_not_stored = nothing was signed, because that it was signed could not be stored: look at the disk of puente log-signer
cli-wrong-log_replaced = the log has { $asked } entries and is no extension of the { $signed } that were signed: the database was replaced. Keep it: it is evidence
cli-wrong-audit = { $n ->
    [one] the export is not what was signed: { $n } fault
   *[other] the export is not what was signed: { $n } faults
 }
cli-wrong-compare = { $path } and the other export cannot be compared
cli-wrong-no_entry = the log of this export has no such entry
cli-wrong-export_damaged = the export does not prove this entry: it is damaged, use `puente audit verify`
cli-wrong-proof = this proves nothing: the proof does not fit its entry and its checkpoint, or the file is no proof
cli-wrong-recipient = A backup needs a recipient
cli-wrong-manifest = { $path } is no manifest of a backup
cli-wrong-differs = { $path } is not what its manifest says: { $fault }
cli-wrong-other_keys = the file of keys does not fit this backup: { $fault }
cli-wrong-other_log = the log of this backup is not the one of the checkpoint: { $fault }
cli-wrong-restored_damaged = the restored database is damaged and was left in { $path }: { $fault }
cli-wrong-tombstones = { $path } is no file of tombstones
cli-wrong-age_recipient = not an age recipient
cli-wrong-age_identity = not an age identity
cli-wrong-age_head = not an age file, or its head is damaged
cli-wrong-age_others = the file is encrypted to other recipients
cli-wrong-not_releasable = A change kept for “{ $reason }” cannot be released: it would break its document
cli-wrong-not_readable = there is nothing in this change to write again
cli-wrong-not_entered = the change did not enter: { $reason }
cli-wrong-name_taken = there is a site of this name already
cli-no-such-site = there is no such site
cli-no-such-account = there is no such account
cli-no-such-device = there is no such device
cli-no-such-document = there is no such document
cli-no-such-grant = there is no such grant
cli-no-such-record = there is no such record
cli-no-such-quarantined_change = there is no such quarantined change
cli-invalid-account_ended = the account has ended
cli-invalid-last_day = a last day is written YYYY-MM-DD and cannot be over
cli-invalid-roles_apart = the person who runs the server cannot also audit it: use another account
cli-invalid-codes_open = too many codes are open
cli-invalid-account_quarantine = this account does not manage quarantine
cli-invalid-reason_bytes = A reason has 1 to 1,000 bytes
cli-invalid-site_id = A site with this id is set up already: see `puente site list`
cli-invalid-site_kind = A site is a crossing, a shelter or an office
cli-invalid-site_name = A site's name has 1 to 120 bytes and no control characters
cli-invalid-zone = A time zone is named as in the IANA database, such as America/Tijuana
cli-invalid-phones = an office has three telephone numbers at most
cli-invalid-phone = A telephone number has digits, blanks and + - ( ) alone, 24 characters at most
cli-invalid-reason_line = A reason is one line of 1 to 500 bytes
cli-invalid-several_records = several records have this code: give the id
cli-backup-length = it has another length
cli-backup-content = it has another content
cli-backup-holds_keys = it holds keys
cli-backup-other_server = it is of another server
cli-backup-older = it is older, and lacks the keys of who was registered since
cli-backup-unreadable = it does not read
cli-backup-end = its end is not the manifest's
cli-backup-root = it had another root at that size
advice-storage_full = the disk is full: nothing was changed and nothing is lost; make room, it goes on by itself
advice-storage_failed = the disk fails or the database is damaged: delete nothing, see deploy/runbook/disk.md
