//! The courier: a bundle is an exchange without a session, answered with a signed receipt.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use puente_protocol::bundle::{BundleHash, BundleReceipt, SealedBundle, SignedReceipt};
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::page;
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::NO_SEGMENT;

use super::authenticate::SenderContext;
use super::commit::commit_taken;
use super::plan::ExchangePlan;
use super::{ExchangeError, Exchanges};
use crate::store::device::{self, InstallRow};
use crate::store::feed::FeedKey;
use crate::store::{Connection, ServerIdentity, StoreError, WriteTransaction};

/// How long the receipt of a bundle is remembered when everything in it is stored, in ms.
const WHOLE_REMEMBERED_MS: i64 = 10 * 60 * 1_000;

/// The same, in ms, when segments before it are missing, because these may come at any time.
const PART_REMEMBERED_MS: i64 = 5 * 1_000;

/// Receipts that are remembered at once; each has about a kilobyte.
const REMEMBERED_MAX: usize = 1_024;

/// Receipts of recent bundles, so that a person who has one bundle may send it as often as they like: only the
/// first time costs work. The lock is held for a look-up, never during database work; two equal bundles that
/// arrive at once both cost work.
#[derive(Debug, Default)]
pub(crate) struct RecentBundles(Mutex<HashMap<BundleHash, Remembered>>);

#[derive(Debug)]
struct Remembered {
    until_ms: i64,
    receipt: SignedReceipt,
}

impl RecentBundles {
    fn find(&self, bundle: &BundleHash, now_ms: i64) -> Option<SignedReceipt> {
        let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = remembered.get(bundle)?;
        // If the clock is set back, a receipt does not last longer.
        let lasts = found.until_ms - WHOLE_REMEMBERED_MS..found.until_ms;
        lasts.contains(&now_ms).then(|| found.receipt.clone())
    }

    fn insert(&self, bundle: BundleHash, is_whole: bool, receipt: SignedReceipt, now_ms: i64) {
        let lasts_ms = if is_whole {
            WHOLE_REMEMBERED_MS
        } else {
            PART_REMEMBERED_MS
        };
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED_MAX {
            remembered.retain(|_, of| of.until_ms > now_ms);
        }
        if remembered.len() < REMEMBERED_MAX {
            let until_ms = now_ms + lasts_ms;
            remembered.insert(bundle, Remembered { until_ms, receipt });
        }
    }
}

impl Exchanges {
    /// Takes a bundle from anybody. Its content is opened and judged like an exchange: its device signed every
    /// segment, and the carrier does not matter. Everything of a revoked device is quarantined. The same bundle
    /// again gets a receipt again.
    ///
    /// # Errors
    /// The code of the problem to answer with. The carrier keeps the bundle.
    pub fn take_bundle(&self, now_ms: i64, bytes: &[u8]) -> Result<SignedReceipt, ProblemCode> {
        self.counters.count_received(bytes.len());
        match self.run_bundle(now_ms, bytes) {
            Ok(receipt) => {
                self.counters.exchange(None);
                Ok(receipt)
            }
            Err(stop) => Err(self.stopped(stop)),
        }
    }

    fn run_bundle(&self, now_ms: i64, bytes: &[u8]) -> Result<SignedReceipt, ExchangeError> {
        let sealed = SealedBundle::read(bytes)?;
        if let Some(receipt) = self.recent_bundles.find(&sealed.hash(), now_ms) {
            return Ok(receipt);
        }
        let bundle = sealed.open(self.store.id(), &self.store.identity().courier_secret)?;
        let request = ExchangeRequest {
            install: bundle.install,
            counter: 0,
            generation: 0,
            cursor: Vec::new(),
            segments: bundle.segments,
        };
        let context = self
            .store
            .read_with(|connection| carried(connection, bundle.device, Arc::new(request)))?;
        let done = self.take(&context, now_ms, commit_carried)?;
        self.listeners.wake(&done.touched);
        let is_whole = done.receipts.len() >= context.request.segments.len();
        let receipt = self.receipt(&context, done, sealed.hash(), now_ms);
        self.recent_bundles
            .insert(sealed.hash(), is_whole, receipt.clone(), now_ms);
        Ok(receipt)
    }

    fn receipt(
        &self,
        context: &SenderContext,
        done: Carried,
        bundle: BundleHash,
        time_ms: i64,
    ) -> SignedReceipt {
        let install = done.install.filter(|install| install.next_n > 0);
        let next_n = install.map_or(0, |install| install.next_n);
        let brought = context.request.segments.len();
        let receipt = BundleReceipt {
            server: self.store.id(),
            epoch: self.store.identity().epoch,
            device: context.device.id,
            install: context.request.install,
            next_n,
            last: install.map_or(NO_SEGMENT, |install| install.last_hash),
            left: brought.saturating_sub(done.receipts.len()) as u64,
            leaves: done.receipts,
            bundle,
            time_ms,
        };
        receipt.sign(&self.store.identity().receipt_key())
    }
}

/// The sender context of a bundle. Nobody signed the bundle as a whole; each segment is signed.
pub(super) fn carried(
    connection: &Connection,
    device: puente_record::DeviceId,
    request: Arc<ExchangeRequest>,
) -> Result<SenderContext, ExchangeError> {
    let device = device::find(connection, device)?.ok_or(ProblemCode::UnknownDevice)?;
    SenderContext {
        accounts: Vec::new(),
        grants: Vec::new(),
        generation: 0,
        install: None,
        fingerprint: [0; 32],
        is_vouched: false,
        is_own: false,
        is_carried: true,
        device,
        request,
    }
    .refreshed(connection)
}

/// The result of committing a bundle: nothing goes down, the carrier gets a receipt.
#[derive(Debug)]
struct Carried {
    /// Where the install's log stands now; `None` if nothing of it was ever stored.
    install: Option<InstallRow>,
    receipts: Vec<page::SegmentReceipt>,
    touched: Vec<FeedKey>,
}

fn commit_carried(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
    _: &ServerIdentity,
) -> Result<Carried, StoreError> {
    // Nobody signed the bundle, so one of which nothing is taken leaves no trace.
    if plan.segments.is_empty() {
        return Ok(Carried {
            install: context.install,
            receipts: plan.repeated.clone(),
            touched: Vec::new(),
        });
    }
    let (install, receipts) = commit_taken(write, context, plan)?;
    Ok(Carried {
        install: Some(install),
        receipts,
        touched: write.published().collect(),
    })
}
