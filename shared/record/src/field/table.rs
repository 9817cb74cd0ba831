use super::Field;

mod arrival;
mod contact;
mod family;
mod identity;
mod needs;
mod protection;
mod work;

/// Every field outside entries, in the order of a form. The fields of entries are in [`super::ENTRY_KINDS`].
pub static FIELDS: &[Field] = &ALL;

static ALL: [Field; length(SECTIONS)] = join(SECTIONS);

const SECTIONS: &[&[Field]] = &[
    arrival::RECORD,
    arrival::ARRIVAL,
    arrival::NOTICE,
    identity::GATE,
    family::GATE,
    needs::NEEDS,
    identity::INTAKE,
    contact::CONTACT,
    contact::DESTINATION,
    protection::HEALTH,
    protection::MINORS,
    family::CHILDREN,
    arrival::RETURN,
    identity::INTERVIEW,
    protection::LEGAL,
    protection::TREATMENT,
    work::WORK,
];

const fn length(sections: &[&[Field]]) -> usize {
    let (mut length, mut section) = (0, 0);
    while section < sections.len() {
        length += sections[section].len();
        section += 1;
    }
    length
}

/// Joins the sections, one after another.
const fn join<const N: usize>(sections: &[&[Field]]) -> [Field; N] {
    let mut all = [sections[0][0]; N];
    let (mut section, mut at) = (0, 0);
    while section < sections.len() {
        let mut row = 0;
        while row < sections[section].len() {
            all[at] = sections[section][row];
            at += 1;
            row += 1;
        }
        section += 1;
    }
    all
}
