//! A phone that signs what no honest phone would.

use ed25519_dalek::Signer;
use puente_document::actor;
use puente_protocol::bytes::put_uleb;
use puente_protocol::change::hash_of;
use puente_protocol::identity::Actor;
use puente_protocol::segment::SegmentHead;
use puente_record::DocumentId;
use sha2::{Digest, Sha256};

use crate::phone::Phone;
use crate::world::World;

impl Phone {
    /// The actor of this phone for a document on a branch.
    pub(crate) fn actor(&self, document: DocumentId, branch: u32) -> Actor {
        actor(&self.public(), self.install, document, branch)
    }

    /// Puts any bytes into one segment as changes.
    pub(crate) fn forge(&mut self, world: &World, changes: &[(DocumentId, u32, Vec<u8>)]) {
        let head = SegmentHead {
            device: self.id(),
            install: self.install,
            n: self.next_n,
            account: self.account,
            time_ms: world.now_ms,
            generation: self.generation,
        };
        let mut signed = b"puente/segment/1".to_vec();
        minicbor::encode(head, &mut signed).unwrap();
        signed.extend(self.last_hash);
        signed.extend(u32::try_from(changes.len()).unwrap().to_be_bytes());
        let mut documents: Vec<DocumentId> = Vec::new();
        let mut items = Vec::new();
        put_uleb(&mut items, changes.len() as u64);
        for (document, branch, raw) in changes {
            let digest = Sha256::new()
                .chain_update(0_u64.to_be_bytes())
                .chain_update(document.as_bytes())
                .chain_update(branch.to_be_bytes())
                .chain_update(hash_of(raw).as_bytes());
            signed.extend(digest.finalize());
            if !documents.contains(document) {
                documents.push(*document);
            }
            let place = documents.iter().position(|id| id == document).unwrap();
            let body = [&[1 << 7], &raw[..]].concat();
            for number in [0, place, *branch as usize, body.len()] {
                put_uleb(&mut items, number as u64);
            }
            items.extend(body);
        }
        let mut segment = Vec::new();
        let mut encoder = minicbor::Encoder::new(&mut segment);
        encoder.array(4).unwrap().encode(head).unwrap();
        encoder.encode(&documents).unwrap();
        let signature = self.key.sign(&signed).to_bytes();
        encoder.bytes(&items).unwrap().bytes(&signature).unwrap();
        self.segments.insert(self.next_n, segment);
        self.last_hash = Sha256::digest(&signed).into();
        self.next_n += 1;
    }
}
