use puente_client::StopReason;
use puente_native::{HttpClient, HttpError, OpenStore, SyncCallbacks, SyncOutcome, sync};
use puente_texts::text;

use crate::failure::{Failure, problem};
use crate::say::{self, Answer, localized, t};
use crate::words::counted;

pub(crate) fn run(mut store: OpenStore) -> Result<Answer, Failure> {
    let line = HttpClient::new(&store.device.server_url()?)?;
    Ok(answer(&once(&mut store, &line)?))
}

/// Runs one sync; no other process syncs this store meanwhile.
pub(super) fn once(store: &mut OpenStore, line: &HttpClient) -> Result<SyncOutcome, Failure> {
    let _alone = store.lock_sync(|| {
        say::aside(&t("cli-sync-waiting"));
    })?;
    let around = SyncCallbacks {
        progress: &mut |rows_left| say::aside(&localized(&text!("cli-sync-left", n = rows_left))),
        pause: &mut std::thread::sleep,
    };
    Ok(sync(store, line, around)?)
}

/// What a sync did, and why it ended early if it did.
pub(super) fn answer(synced: &SyncOutcome) -> Answer {
    let report = &synced.report;
    let mut json = serde_json::to_value(report).expect("numbers have a JSON form");
    let (stop, refused) = match synced.stop {
        StopReason::Done => ("done", None),
        StopReason::Revoked => ("revoked", None),
        StopReason::NotEnrolled => ("not_enrolled", None),
        StopReason::LineBroke => ("line_broke", None),
        StopReason::Refused(code) => ("refused", Some(problem(code))),
        StopReason::Damaged => ("damaged", None),
    };
    json["stop"] = stop.into();
    json["problem"] = refused.into();
    json["bundles_delivered"] = synced.bundles_delivered.into();
    json["bundles_refused"] = synced.bundles_refused.into();
    Answer {
        json,
        text: text(synced),
        failure: failure(synced),
    }
}

fn failure(synced: &SyncOutcome) -> Option<Failure> {
    Some(match synced.stop {
        // What the server has is not yet in a record: a script that uses the exit code must notice.
        StopReason::Done if synced.report.quarantined > 0 => Failure::new("kept_aside"),
        StopReason::Done if synced.bundles_refused > 0 => Failure::new("bundle_refused"),
        StopReason::Done => return None,
        StopReason::Revoked => revoked(),
        StopReason::NotEnrolled => puente_client::Error::NotEnrolled.into(),
        StopReason::LineBroke => synced.line.unwrap_or(HttpError::Broken).into(),
        StopReason::Refused(code) => HttpError::Refused(code).into(),
        StopReason::Damaged => Failure::new("reply_damaged"),
    })
}

pub(super) fn revoked() -> Failure {
    Failure::new("device_revoked")
}

fn text(synced: &SyncOutcome) -> String {
    let report = &synced.report;
    // Quarantined changes are on the server too, but in nobody's record.
    let entered = report
        .changes_acknowledged
        .saturating_sub(report.quarantined);
    let received = text!(
        "cli-sync-received",
        documents = text!("cli-sync-documents", n = report.documents_received),
        changes = text!("cli-sync-changes", n = report.changes_received)
    );
    let mut text = format!(
        "{}; {}; {}, {}, {}",
        counted("cli-sync-entered", entered),
        localized(&received),
        counted("cli-sync-trips", report.round_trips),
        counted("cli-sync-up", report.bytes_up),
        counted("cli-sync-down", report.bytes_down)
    );
    for (key, count) in [
        ("cli-sync-quarantined", report.quarantined),
        ("cli-sync-pending", report.pending),
        ("cli-sync-written_again", report.written_again),
        ("cli-sync-purged", report.purged),
        ("cli-sync-unusable", report.unusable),
        ("cli-sync-delivered", synced.bundles_delivered),
        ("cli-sync-refused", synced.bundles_refused),
    ] {
        if count > 0 {
            text.push_str(&format!("\n{}", counted(key, count)));
        }
    }
    text
}
