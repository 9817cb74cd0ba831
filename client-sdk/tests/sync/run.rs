//! Responses that come in pages, and a driver that carries out their effects in every order that is possible.

use std::collections::VecDeque;

use puente_admission::Batch;
use puente_client::{Effect, Event, StopReason};
use puente_document::Document;
use puente_protocol::page::{Author, Page, PageRow, WholeDocument};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_protocol::whole;
use puente_record::DocumentKind;
use puente_record::id::RecordId;

use crate::scene::*;

/// A record that another device registered.
pub(crate) fn document_of_another(seed: u64, given: &str) -> Document {
    let mut other = Scene::of_another(seed);
    let record = other.register(given);
    other.sync(Vec::new());
    let items = other
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    let raws: Vec<_> = items
        .filter_map(|(item, _)| match item {
            Item::Change { raw, document, .. } if *document == record => Some(raw.as_slice()),
            _ => None,
        })
        .collect();
    Document::from_changes(record, &raws).unwrap()
}

pub(crate) fn row_of(document: &Document) -> PageRow {
    let (actors, slim) = whole::slim(&document.save(), |_| None);
    PageRow::Document(WholeDocument {
        vouch: None,
        document: document.id(),
        kind: DocumentKind::Core,
        record: document.id(),
        actors,
        slim,
        authors: vec![(0, u32::MAX)],
        received: None,
    })
}

pub(crate) fn whole_of_another(seed: u64, given: &str) -> (RecordId, PageRow) {
    let document = document_of_another(seed, given);
    (document.id(), row_of(&document))
}

/// How a response arrives and how the driver carries out its effects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// How much later the pages after the fourth come, in ms. If trials fall behind, pages that come slowly are
    /// stored before they are tried.
    pub(crate) late_ms: i64,
    /// A trial runs while earlier pages are written; otherwise one step follows the other.
    pub(crate) is_at_once: bool,
    /// Trials that begin while the response arrives end before the rest of it is there.
    pub(crate) is_early: bool,
}

pub(crate) const LATE_MS: i64 = 3_000;

pub(crate) const QUICKLY: Way = Way {
    late_ms: 0,
    is_at_once: true,
    is_early: false,
};

/// Runs a test once for each way.
pub(crate) fn in_every_way(test: impl Fn(Way)) {
    for late_ms in [0, LATE_MS] {
        for is_at_once in [true, false] {
            for is_early in [true, false] {
                test(Way {
                    late_ms,
                    is_at_once,
                    is_early,
                });
            }
        }
    }
}

/// The effects that a sync still waits for.
pub(crate) struct Run {
    pub(crate) way: Way,
    pub(crate) todo: VecDeque<Effect>,
    pub(crate) running: VecDeque<(i64, Batch)>,
    pub(crate) trials: usize,
}

impl Run {
    pub(crate) fn new(way: Way, effects: Vec<Effect>) -> Self {
        Self {
            way,
            todo: effects.into(),
            running: VecDeque::new(),
            trials: 0,
        }
    }

    pub(crate) fn tell(&mut self, scene: &mut Scene, now_ms: i64, event: Event) {
        self.todo.extend(scene.handle_at(now_ms, event));
    }

    pub(crate) fn end_trial(&mut self, scene: &mut Scene) -> bool {
        let Some((page, batch)) = self.running.pop_front() else {
            return false;
        };
        let outcomes = Some(puente_admission::join(&batch));
        self.tell(scene, NOW_MS, Event::PageTried { page, outcomes });
        true
    }

    /// Carries out what is possible while a response arrives.
    pub(crate) fn meanwhile(&mut self, scene: &mut Scene) {
        loop {
            match self.todo.pop_front() {
                Some(Effect::TryPage { page, batch }) => {
                    self.trials += 1;
                    self.running.push_back((page, batch));
                    if !self.way.is_at_once && self.way.is_early {
                        self.end_trial(scene);
                    }
                }
                Some(Effect::TakeIn) => self.tell(scene, NOW_MS, Event::TakeIn),
                Some(Effect::ShowProgress { .. }) => {}
                Some(other) => return self.todo.push_front(other),
                None if self.way.is_early && self.end_trial(scene) => {}
                None => return,
            }
        }
    }

    /// Runs every trial that is asked for, until something is sent or the sync is over. Returns the number of
    /// trials, and of rows that could not be used.
    pub(crate) fn finish(mut self, scene: &mut Scene) -> (usize, u64) {
        self.way.is_early = true;
        self.meanwhile(scene);
        match self.todo.pop_front() {
            Some(Effect::Finish(report, StopReason::Done)) => (self.trials, report.unusable),
            Some(Effect::SendExchange(_)) => (self.trials, 0),
            other => panic!("{other:?}"),
        }
    }
}

/// Sends the request and gives the device these pages.
pub(crate) fn answered(scene: &mut Scene, rows: Vec<Vec<PageRow>>, way: Way) -> Run {
    let pages = rows.into_iter().map(|rows| (vec![another()], rows));
    answered_by(scene, pages.collect(), way)
}

/// The same, with the authors of each page's rows.
pub(crate) fn answered_by(
    scene: &mut Scene,
    rows: Vec<(Vec<Author>, Vec<PageRow>)>,
    way: Way,
) -> Run {
    let mut run = arrived(scene, rows, way);
    run.tell(scene, NOW_MS, Event::ReplyEnded);
    run
}

/// The same, but the response has not ended.
pub(crate) fn arrived(scene: &mut Scene, rows: Vec<(Vec<Author>, Vec<PageRow>)>, way: Way) -> Run {
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    let mut run = Run::new(way, Vec::new());
    let pages = rows.len();
    for (at, (authors, rows)) in rows.into_iter().enumerate() {
        let page = Page {
            authors,
            rows,
            cursor: vec![100 + at as u8],
            rows_left: (pages - 1 - at) as u64,
            ..page.clone()
        };
        let now_ms = NOW_MS + if at < 4 { 0 } else { way.late_ms };
        run.tell(scene, now_ms, Event::BytesArrived(page.to_bytes()));
        run.meanwhile(scene);
    }
    run
}

/// People whom another device registered, one a page.
pub(crate) fn pages_of(seed: u64, many: u64) -> (Vec<RecordId>, Vec<Vec<PageRow>>) {
    let people = (0..many).map(|n| whole_of_another(seed + n, &format!("Eva{n}")));
    people.map(|(record, row)| (record, vec![row])).unzip()
}

pub(crate) fn assert_shown(scene: &Scene, people: &[RecordId]) {
    for (n, record) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Eva{n}"));
    }
}
