//! A body of bytes from whoever may send one now: what every endpoint of devices begins with.

use actix_web::dev::Payload as Arriving;
use actix_web::http::header::{CACHE_CONTROL, ContentLength, Header as _};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::future::{FutureExt as _, LocalBoxFuture};
use puente_protocol::problem::ProblemCode;

use super::body::{Body, InFlight};
use super::guests::Guests;
use super::problem::{self, Refused};

/// A whole body of at most so many bytes. Before any of it is read, its address is asked how often it comes.
#[derive(Debug)]
pub(super) struct Admitted<const BYTES_MAX: usize>(pub(super) Body);

impl<const BYTES_MAX: usize> FromRequest for Admitted<BYTES_MAX> {
    type Error = Refused;
    type Future = LocalBoxFuture<'static, Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, arriving: &mut Arriving) -> Self::Future {
        let of_server = (
            request.app_data::<Data<Guests>>(),
            request.app_data::<Data<InFlight>>().cloned(),
        );
        let (Some(guests), Some(in_flight)) = of_server else {
            return std::future::ready(Err(Refused(ProblemCode::Internal))).boxed_local();
        };
        if let Err(code) = guests.admit_address(request) {
            return std::future::ready(Err(Refused(code))).boxed_local();
        }
        let announced = ContentLength::parse(request).ok().map(|length| *length);
        let payload = Payload::from_request(request, arriving).into_inner();
        async move {
            let payload = payload.map_err(|_| Refused(ProblemCode::Malformed))?;
            let body = in_flight.read(payload, announced, BYTES_MAX).await;
            body.map(Self).map_err(Refused)
        }
        .boxed_local()
    }
}

/// The answer of an endpoint that answers with bytes.
pub(super) fn answer(done: Result<Vec<u8>, ProblemCode>) -> HttpResponse {
    match done {
        Ok(reply) => HttpResponse::Ok()
            .content_type("application/octet-stream")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(reply),
        Err(code) => problem::response(code),
    }
}
