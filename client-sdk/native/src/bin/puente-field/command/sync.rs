use puente_client::StopReason;
use puente_native::{HttpClient, HttpError, OpenStore, SyncCallbacks, SyncOutcome, sync};

use crate::failure::{Failure, problem};
use crate::say::{self, Answer};
use crate::words::counted;

pub(crate) fn run(mut store: OpenStore) -> Result<Answer, Failure> {
    let line = HttpClient::new(&store.device.server_url()?)?;
    Ok(answer(&once(&mut store, &line)?))
}

/// One sync, alone on this store.
pub(super) fn once(store: &mut OpenStore, line: &HttpClient) -> Result<SyncOutcome, Failure> {
    let _alone = store.lock_sync(|| {
        say::aside("Otro programa está sincronizando este almacén; espero. / Another program is syncing this store; waiting.");
    })?;
    let around = SyncCallbacks {
        progress: &mut |rows_left| say::aside(&format!("Faltan {rows_left} / {rows_left} left")),
        pause: &mut std::thread::sleep,
    };
    Ok(sync(store, line, around)?)
}

/// What a sync did, and why it ended where it should not have.
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
        // What the server has is not yet in a record: whoever goes by the exit code is to look.
        StopReason::Done if synced.report.quarantined > 0 => Failure::new(
            "kept_aside",
            "La oficina va a revisar cambios de este dispositivo antes de que entren en la ficha; vea «status».",
            "The office will look at changes of this device before they enter a record; see `status`.",
        ),
        StopReason::Done if synced.bundles_refused > 0 => Failure::new(
            "bundle_refused",
            "El servidor no recibió un paquete de otra persona; sigue aquí, avísele.",
            "The server did not take a colleague's bundle; it is still here, tell them.",
        ),
        StopReason::Done => return None,
        StopReason::Revoked => revoked(),
        StopReason::NotEnrolled => puente_client::Error::NotEnrolled.into(),
        StopReason::LineBroke => synced.line.unwrap_or(HttpError::Broken).into(),
        StopReason::Refused(code) => HttpError::Refused(code).into(),
        StopReason::Damaged => Failure::new(
            "reply_damaged",
            "La respuesta llegó dañada; lo recibido antes queda, repita.",
            "The answer came damaged; what came before stays, repeat.",
        ),
    })
}

pub(super) fn revoked() -> Failure {
    Failure::new(
        "device_revoked",
        "Este dispositivo fue dado de baja: lo que envía queda aparte hasta que la oficina lo revise. Avise a la oficina.",
        "This device was revoked: what it sends is kept aside until the office looks at it. Tell the office.",
    )
}

fn text(synced: &SyncOutcome) -> String {
    let report = &synced.report;
    // What is kept aside is there too, and in nobody's record.
    let entered = report
        .changes_acknowledged
        .saturating_sub(report.quarantined);
    let mut text = format!(
        "{} en el servidor; {} y {} recibidos; {}, {} B arriba, {} B abajo",
        counted(entered, "cambio más", "cambios más"),
        counted(report.documents_received, "documento", "documentos"),
        counted(report.changes_received, "cambio", "cambios"),
        counted(report.round_trips, "viaje", "viajes"),
        report.bytes_up,
        report.bytes_down
    );
    for (count, one, many) in [
        (
            report.quarantined,
            "cambio queda aparte: la oficina lo va a revisar",
            "cambios quedan aparte: la oficina los va a revisar",
        ),
        (
            report.pending,
            "cambio espera allá a otros",
            "cambios esperan allá a otros",
        ),
        (
            report.written_again,
            "cambio escrito de nuevo",
            "cambios escritos de nuevo",
        ),
        (
            report.purged,
            "documento que salió de este dispositivo",
            "documentos que salieron de este dispositivo",
        ),
        (
            report.unusable,
            "recibido que no se pudo usar y queda guardado",
            "recibidos que no se pudieron usar y quedan guardados",
        ),
        (
            synced.bundles_delivered,
            "paquete de otra persona entregado",
            "paquetes de otras personas entregados",
        ),
        (
            synced.bundles_refused,
            "paquete de otra persona que el servidor no recibió y queda guardado",
            "paquetes de otras personas que el servidor no recibió y quedan guardados",
        ),
    ] {
        if count > 0 {
            text.push_str(&format!("\n{}", counted(count, one, many)));
        }
    }
    text
}
