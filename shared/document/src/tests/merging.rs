use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::ApplyError;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_partition_and_duplication_ends_the_same(seed: u64, devices in 2u8..6, steps in 1usize..40) {
        let mut crowd = Crowd::new(seed, devices).run(steps);
        let expected = crowd.together();
        let mut raw: Vec<Vec<u8>> = crowd.written.iter().map(|change| change.raw.clone()).collect();
        let again = raw[below(&mut crowd.rng, raw.len())].clone();
        raw.push(again);
        crowd.shuffle(&mut raw);
        // The first change opens the document; the others arrive in parcels, each tried again until it fits.
        let mut document = Document::from_changes(ID, &[&crowd.written[0].raw]).unwrap();
        let mut parcels: Vec<Vec<Vec<u8>>> = Vec::new();
        while !raw.is_empty() {
            let size = 1 + below(&mut crowd.rng, raw.len());
            parcels.push(raw.drain(..size).collect());
        }
        while !parcels.is_empty() {
            let before = parcels.len();
            parcels.retain(|parcel| {
                let parcel: Vec<&[u8]> = parcel.iter().map(|raw| &raw[..]).collect();
                match document.apply(&parcel) {
                    Ok(()) => false,
                    Err(ApplyError::MissingDependencies(_)) => true,
                    Err(error) => panic!("{error}"),
                }
            });
            if parcels.len() == before {
                let all = parcels.drain(..).flatten().collect();
                parcels.push(all); // parcels that wait for one another
            }
        }
        prop_assert_eq!(document.heads(), expected.heads());
        prop_assert_eq!(document.read(), expected.read());
        prop_assert_eq!(document.conflicts(), expected.conflicts());
        prop_assert_eq!(document.summary(), expected.summary());
    }

    #[test]
    fn what_is_saved_is_what_is_loaded(seed: u64, steps in 1usize..40) {
        let document = Crowd::new(seed, 3).run(steps).together();
        let saved = document.save();
        let loaded = Document::load(ID, &saved).unwrap();
        prop_assert_eq!(loaded.save(), saved);
        prop_assert_eq!(loaded.read(), document.read());
        prop_assert_eq!(loaded.changes(), document.changes());
        prop_assert_eq!(loaded.order(), document.order());
        prop_assert_eq!(loaded.history(), document.history());
        prop_assert_eq!((loaded.kind(), loaded.core(), loaded.heads()), (document.kind(), None, document.heads()));
    }

    #[test]
    fn leaving_out_a_change_loses_nothing_independent_of_it(seed: u64, steps in 1usize..40) {
        let mut crowd = Crowd::new(seed, 4).run(steps);
        let rejected = crowd.written[below(&mut crowd.rng, crowd.written.len())].hash;
        let left = crowd.together().without(&[rejected]);
        let ancestors = crowd.ancestors();
        let expected: BTreeSet<_> = crowd
            .written
            .iter()
            .map(|change| change.hash)
            .filter(|hash| *hash != rejected && !ancestors[hash].contains(&rejected))
            .collect();
        prop_assert_eq!(left.order().into_iter().collect::<BTreeSet<_>>(), expected);
        prop_assert_eq!(left.kind(), DocumentKind::Core);
    }

    #[test]
    fn each_device_reads_the_same_once_all_have_met(seed: u64, steps in 1usize..40) {
        let crowd = Crowd::new(seed, 4).run(steps);
        let all = crowd.together();
        for document in &crowd.documents {
            let mut document = document.clone();
            join(&mut document, &all);
            prop_assert_eq!(document.read(), all.read());
            prop_assert_eq!(document.heads(), all.heads());
        }
    }

    #[test]
    fn every_state_on_the_way_can_be_read_again(seed: u64, steps in 1usize..30) {
        let crowd = Crowd::new(seed, 3).run(steps);
        let all = crowd.together();
        for document in &crowd.documents {
            prop_assert_eq!(all.at(&document.heads()), Some(document.read()));
        }
        prop_assert_eq!(all.at(&[ChangeHash::from_bytes([0; 32])]), None);
    }
}

#[test]
fn a_change_whose_past_is_missing_waits_outside_and_names_it() {
    let mut ahead = begun(&[]);
    let behind = ahead.clone();
    let first = write(&mut ahead, 2, &[put("age", "30")]).unwrap();
    let second = write(&mut ahead, 2, &[put("age", "31")]).unwrap();
    let mut document = behind.clone();
    let missing = document.apply(&[&second.raw]);
    assert_eq!(
        missing,
        Err(ApplyError::MissingDependencies(vec![first.hash]))
    );
    assert_eq!(document.save(), behind.save());
    document.apply(&[&second.raw, &first.raw]).unwrap();
    assert_eq!(document.read(), ahead.read());
}

#[test]
fn damaged_bytes_are_told_from_documents() {
    use crate::LoadError;
    let mut saved = begun(&[]).save();
    assert!(matches!(Document::load(ID, &[]), Err(LoadError::Damaged)));
    let last = saved.len() - 1;
    saved[last] ^= 1;
    assert!(matches!(
        Document::load(ID, &saved),
        Err(LoadError::Damaged)
    ));
    assert!(matches!(
        begun(&[]).apply(&[b"not a change"]),
        Err(ApplyError::Malformed)
    ));
}
