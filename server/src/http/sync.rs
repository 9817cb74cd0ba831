//! `POST /v1/sync`: one exchange. Pages are streamed as they are built.

use actix_web::http::header::{CACHE_CONTROL, ContentLength};
use actix_web::web::{Bytes, Data, Header, Payload};
use actix_web::{HttpResponse, post, web};
use futures_util::stream;
use puente_protocol::limits::EXCHANGE_BYTES_MAX;
use puente_protocol::problem::ProblemCode;
use tokio::sync::mpsc;

use super::body::InFlight;
use super::problem;
use crate::{Gone, Server, entropy};

/// Pages that are built ahead of a slow line.
const PAGES_AHEAD: usize = 2;

/// What the exchange's thread sends over.
type Piece = Result<Bytes, ProblemCode>;

#[post("/v1/sync")]
pub(super) async fn sync(
    server: Data<Server>,
    in_flight: Data<InFlight>,
    length: Option<Header<ContentLength>>,
    payload: Payload,
) -> HttpResponse {
    let announced = length.map(|length| *length.into_inner());
    let body = match in_flight.read(payload, announced, EXCHANGE_BYTES_MAX).await {
        Ok(body) => body.bytes,
        Err(code) => return problem::response(code),
    };
    let (sender, mut receiver) = mpsc::channel::<Piece>(PAGES_AHEAD);
    let _running = web::block(move || run(&server, &body, &sender));
    let first = match receiver.recv().await {
        Some(Ok(page)) => page,
        Some(Err(code)) => return problem::response(code),
        None => return problem::response(ProblemCode::Internal),
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/octet-stream")
        .insert_header((CACHE_CONTROL, "no-store"));
    // Nearly every reply is one page: it goes with its length.
    match receiver.recv().await {
        None => response.body(first),
        Some(second) => {
            let ahead = [Ok(first), second].into_iter();
            response.streaming(stream::unfold((ahead, receiver), next))
        }
    }
}

async fn next<I: Iterator<Item = Piece>>(
    (mut ahead, mut receiver): (I, mpsc::Receiver<Piece>),
) -> Option<(Result<Bytes, std::io::Error>, (I, mpsc::Receiver<Piece>))> {
    let piece = match ahead.next() {
        Some(piece) => piece,
        None => receiver.recv().await?,
    };
    // After the first page a failure cuts the reply: the device goes on from what it stored.
    Some((piece.map_err(std::io::Error::other), (ahead, receiver)))
}

fn run(server: &Server, body: &[u8], sender: &mpsc::Sender<Piece>) {
    let mut emit = |page: Vec<u8>| sender.blocking_send(Ok(page.into())).map_err(|_| Gone);
    if let Err(code) = server.exchange(entropy::now_ms(), body, &mut emit) {
        // Nobody listens any more, then.
        let _ = sender.blocking_send(Err(code));
    }
}
