//! An automerge change, column by column, as automerge's format describes it.

use super::{hash, prefixed, sleb, uleb};

pub(crate) type Actor = [u8; 16];
pub(crate) type ChangeHash = [u8; 32];

/// Identifies one operation: its number and its actor.
pub(crate) type OpId = (u64, Actor);

/// A put of a text on a key of the document's root, and the operations that it replaces. No text means a
/// deletion.
#[derive(Clone)]
pub(crate) struct Put {
    pub(crate) key: String,
    pub(crate) text: Option<String>,
    pub(crate) replaces: Vec<OpId>,
}

/// The content of a change.
#[derive(Clone)]
pub(crate) struct Change {
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) actor: Actor,
    pub(crate) seq: u64,
    pub(crate) start_op: u64,
    pub(crate) time_ms: i64,
    pub(crate) message: String,
    pub(crate) puts: Vec<Put>,
}

impl Change {
    /// The chunk, and the hash of the change.
    pub(crate) fn chunk(&self) -> (ChangeHash, Vec<u8>) {
        let mut others: Vec<Actor> = self
            .puts
            .iter()
            .flat_map(|put| &put.replaces)
            .map(|id| id.1)
            .collect();
        others.retain(|actor| *actor != self.actor);
        others.sort_unstable();
        others.dedup();
        let mut body = uleb(self.deps.len() as u64);
        let mut deps = self.deps.clone();
        deps.sort_unstable();
        deps.iter().for_each(|dep| body.extend(dep));
        body.extend(prefixed(&self.actor));
        body.extend(uleb(self.seq));
        body.extend(uleb(self.start_op));
        body.extend(sleb(self.time_ms));
        body.extend(prefixed(self.message.as_bytes()));
        body.extend(uleb(others.len() as u64));
        others.iter().for_each(|other| body.extend(prefixed(other)));
        let columns = self.columns(&others);
        body.extend(uleb(columns.len() as u64));
        for (specification, data) in &columns {
            body.extend(uleb(*specification));
            body.extend(uleb(data.len() as u64));
        }
        columns.iter().for_each(|(_, data)| body.extend(data));
        chunk_of(&body)
    }

    fn columns(&self, others: &[Actor]) -> Vec<(u64, Vec<u8>)> {
        let place = |actor: &Actor| match others.binary_search(actor) {
            _ if *actor == self.actor => 0,
            Ok(place) => place as u64 + 1,
            Err(_) => unreachable!("every actor named stands among the others"),
        };
        let puts = &self.puts;
        let of_text = |put: &Put| {
            put.text
                .as_ref()
                .map_or(0, |text| (text.len() as u64) << 4 | 6)
        };
        let mut replaced: Vec<(usize, OpId)> = Vec::new();
        for (number, put) in puts.iter().enumerate() {
            let mut ids = put.replaces.clone();
            ids.sort_unstable();
            replaced.extend(ids.into_iter().map(|id| (number, id)));
        }
        let mut before = 0;
        let counters = replaced.iter().map(|(_, (counter, _))| {
            let counter = *counter as i64;
            let difference = counter - before;
            before = counter;
            sleb(difference)
        });
        let counters: Vec<_> = counters.collect();
        let mut columns = vec![
            (
                0x15,
                runs(puts.iter().map(|put| prefixed(put.key.as_bytes()))),
            ),
            (0x34, uleb(puts.len() as u64)),
            (
                0x42,
                runs(
                    puts.iter()
                        .map(|put| uleb(if put.text.is_some() { 1 } else { 3 })),
                ),
            ),
            (0x56, runs(puts.iter().map(|put| uleb(of_text(put))))),
            (
                0x57,
                puts.iter()
                    .flat_map(|put| put.text.clone().unwrap_or_default().into_bytes())
                    .collect(),
            ),
            (
                0x70,
                runs(puts.iter().map(|put| uleb(put.replaces.len() as u64))),
            ),
            (
                0x71,
                runs(replaced.iter().map(|(_, (_, actor))| uleb(place(actor)))),
            ),
            (0x73, runs(counters)),
        ];
        columns.retain(|(_, data)| !data.is_empty());
        columns
    }
}

/// A change's chunk around any body, with a valid checksum.
pub(crate) fn chunk_of(body: &[u8]) -> (ChangeHash, Vec<u8>) {
    let rest = [&[1], &prefixed(body)[..]].concat();
    let named = hash(&[&rest]);
    (
        named,
        [&[0x85, 0x6f, 0x4a, 0x83], &named[..4], &rest].concat(),
    )
}

/// Run-length encoding as automerge writes it: two or more equal values as a run, others together as a literal.
fn runs(values: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let values: Vec<Vec<u8>> = values.into_iter().collect();
    let mut out = Vec::new();
    let mut literal: Vec<&[u8]> = Vec::new();
    for alike in values.chunk_by(|a, b| a == b) {
        if let [alone] = alike {
            literal.push(alone);
            continue;
        }
        close(&mut literal, &mut out);
        out.extend(sleb(alike.len() as i64));
        out.extend(&alike[0]);
    }
    close(&mut literal, &mut out);
    out
}

fn close(literal: &mut Vec<&[u8]>, out: &mut Vec<u8>) {
    if !literal.is_empty() {
        out.extend(sleb(-(literal.len() as i64)));
        literal.drain(..).for_each(|value| out.extend(value));
    }
}
