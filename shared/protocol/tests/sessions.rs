//! Real documents that several people edit at random: what automerge writes travels unharmed.

use proptest::prelude::*;
use puente_document::{Authorship, Basis, Document, Edit};
use puente_protocol::change::{self, SlimContext};
use puente_protocol::identity;
use puente_protocol::segment::{Item, NO_SEGMENT};
use puente_record::{DocumentKind, EntryId, Origin};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::changes::change_item;
use crate::people::{CORE, NOW_MS, Person, SITE, jorge, maria};

#[derive(Debug, Clone)]
enum Step {
    Writes {
        maria: bool,
        edit: Edit,
        basis: Basis,
        at_ms: i64,
    },
    Meet,
}

fn edit() -> impl Strategy<Value = Edit> {
    let field = prop::sample::select(vec!["name.given", "name.surname1", "sex", "birth.date"]);
    let value = "[a-zñ ]{1,12}";
    prop_oneof![
        (field.clone(), value).prop_map(|(field, value)| Edit::put(field, &*value)),
        field.prop_map(|field| Edit::Clear {
            field: field.into()
        }),
        value.prop_map(|value| Edit::Add {
            field: "needs".into(),
            value
        }),
        (any::<[u8; 16]>(), value).prop_map(|(id, value)| Edit::PutEntry {
            kind: "service".into(),
            id: EntryId::from_bytes(id),
            field: "type".into(),
            value: (&*value).into(),
        }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let basis = prop::sample::select(vec![Basis::Told, Basis::Document, Basis::Observed]);
    let clock = prop_oneof![0..100_000i64, -4_000_000_000_000..4_000_000_000_000i64];
    prop_oneof![
        5 => (any::<bool>(), edit(), basis, clock)
            .prop_map(|(maria, edit, basis, at_ms)| Step::Writes { maria, edit, basis, at_ms }),
        1 => Just(Step::Meet),
    ]
}

/// María's changes, and all changes, of one session.
fn session(steps: Vec<Step>) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let authorship = |person: &Person, basis, at_ms: i64| Authorship {
        actor: identity::actor(&person.public(), person.install, CORE, 0),
        time_ms: (NOW_MS + at_ms).max(0),
        basis,
        may_resolve: false,
    };
    let begin = authorship(&maria(), Basis::Told, 0);
    let origin = Origin::made(DocumentKind::Core, SITE, [3; 16]);
    let (mut hers, first) = Document::create(CORE, &origin, &begin, &[], &mut rng).unwrap();
    let mut his = Document::load(CORE, &hers.save()).unwrap();
    let mut marias = vec![first.raw.clone()];
    let mut all = vec![first.raw];
    for step in steps {
        match step {
            Step::Meet => {
                join(&mut hers, &his);
                join(&mut his, &hers);
            }
            Step::Writes {
                maria: by_maria,
                edit,
                basis,
                at_ms,
            } => {
                let (document, person) = match by_maria {
                    true => (&mut hers, maria()),
                    false => (&mut his, jorge()),
                };
                let authorship = authorship(&person, basis, at_ms);
                // Some edits of a conflicted field need the right to decide.
                let Ok(Some(change)) = document.edit(&authorship, &[edit], &mut rng) else {
                    continue;
                };
                if by_maria {
                    marias.push(change.raw.clone());
                }
                all.push(change.raw);
            }
        }
    }
    (marias, all)
}

fn join(into: &mut Document, from: &Document) {
    let changes = from.changes();
    let raw: Vec<&[u8]> = changes.iter().map(|(_, raw)| &raw[..]).collect();
    into.apply(&raw).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_people_write_travels_in_segments(steps in proptest::collection::vec(step(), 0..24)) {
        let (marias, all) = session(steps);
        let items: Vec<Item> = marias.into_iter().map(|raw| change_item(CORE, raw)).collect();
        let (packed, _) = maria().seal_first(items.clone());
        let opened = packed.open(&maria().known(NO_SEGMENT)).unwrap();
        let found: Vec<Item> = opened.items().map(|(item, _)| item.clone()).collect();
        prop_assert_eq!(found, items);

        for raw in all {
            let slim = change::slim(&raw, &SlimContext { actor: None, time_ms: 0, previous: None });
            prop_assert!(slim.len() < raw.len());
            prop_assert_eq!(change::expand(&slim, None, 0, |_| None), Ok(raw));
        }
    }
}
