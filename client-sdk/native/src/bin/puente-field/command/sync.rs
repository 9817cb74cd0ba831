use puente_client::{Stop, SyncReport};
use puente_native::{Around, Line, LineError, Store, Synced, sync};

use crate::failure::{Failure, problem};
use crate::say::{self, Answer};

pub(crate) fn run(mut store: Store) -> Result<Answer, Failure> {
    let line = Line::new(&store.device.server_url()?)?;
    Ok(answer(&once(&mut store, &line)?))
}

/// One sync, alone on this store.
pub(super) fn once(store: &mut Store, line: &Line) -> Result<Synced, Failure> {
    let _alone = store.lock_sync(|| {
        say::aside("Otro programa está sincronizando este almacén; espero. / Another program is syncing this store; waiting.");
    })?;
    let around = Around {
        progress: &mut |rows_left| say::aside(&format!("Faltan {rows_left} / {rows_left} left")),
        pause: &mut std::thread::sleep,
    };
    Ok(sync(store, line, around)?)
}

/// What a sync did, and why it ended where it should not have.
pub(super) fn answer(synced: &Synced) -> Answer {
    let report = &synced.report;
    let mut json = serde_json::to_value(report).expect("numbers have a JSON form");
    let (stop, refused) = match synced.stop {
        Stop::Done => ("done", None),
        Stop::NotEnrolled => ("not_enrolled", None),
        Stop::LineBroke => ("line_broke", None),
        Stop::Refused(code) => ("refused", Some(problem(code))),
        Stop::Damaged => ("damaged", None),
    };
    json["stop"] = stop.into();
    json["problem"] = refused.into();
    Answer {
        json,
        text: text(report),
        failure: failure(synced),
    }
}

fn failure(synced: &Synced) -> Option<Failure> {
    Some(match synced.stop {
        Stop::Done => return None,
        Stop::NotEnrolled => puente_client::Error::NotEnrolled.into(),
        Stop::LineBroke => synced.line.unwrap_or(LineError::Broken).into(),
        Stop::Refused(code) => LineError::Refused(code).into(),
        Stop::Damaged => Failure::new(
            "reply_damaged",
            "La respuesta llegó dañada; lo recibido antes queda, repita.",
            "The answer came damaged; what came before stays, repeat.",
        ),
    })
}

fn text(report: &SyncReport) -> String {
    let mut text = format!(
        "{} cambios enviados, {} documentos y {} cambios recibidos, {} viajes, {} B arriba, {} B abajo",
        report.changes_sealed,
        report.documents_received,
        report.changes_received,
        report.round_trips,
        report.bytes_up,
        report.bytes_down
    );
    for (count, words) in [
        (report.quarantined, "cambios que la oficina va a revisar"),
        (report.pending, "cambios que esperan a otros"),
        (report.written_again, "cambios escritos de nuevo"),
        (report.purged, "documentos que salieron de este dispositivo"),
        (
            report.unusable,
            "recibidos que no se pudieron usar y quedan guardados",
        ),
    ] {
        if count > 0 {
            text.push_str(&format!("\n{count} {words}"));
        }
    }
    text
}
