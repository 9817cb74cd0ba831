//! Request bodies of the devices' endpoints: admission, size and memory.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev;
use actix_web::http::header::{CACHE_CONTROL, ContentLength, Header as _};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use puente_protocol::exchange::RequestHead;
use puente_protocol::limits::{
    BUNDLE_BYTES_MAX, ENROL_BYTES_MAX, EXCHANGE_BYTES_MAX, EXCHANGE_SMALL_BYTES_MAX,
};
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;

use super::blocking::blocking;
use super::body::{BodyReader, BudgetedBody};
use super::body_budget::{BodyBudgets, BodyOwner};
use super::problem::{self, ProblemResponse};
use super::request_limits::RequestLimits;
use crate::Server;
use crate::rate_limit::ConcurrencyPermit;

/// The most bytes of an exchange without a digest.
const SMALL_BYTES_MAX: usize = RequestHead::BYTES_MAX - 32 + EXCHANGE_SMALL_BYTES_MAX;

/// A request whose body has not been read. Its address has passed the rate limit.
pub(super) struct UnadmittedBody {
    server: Data<Server>,
    request_limits: Data<RequestLimits>,
    body_budgets: Data<BodyBudgets>,
    address: IpAddr,
    request: HttpRequest,
    payload: Payload,
}

/// An exchange that was read completely.
#[derive(Debug)]
pub(super) struct AdmittedExchange {
    pub(super) body: BudgetedBody,
    /// The permit of its device; `None` when the device is not known yet.
    pub(super) permit: Option<ConcurrencyPermit<DeviceId>>,
}

impl FromRequest for UnadmittedBody {
    type Error = ProblemResponse;
    type Future = Ready<Result<Self, ProblemResponse>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let internal = || ProblemResponse(ProblemCode::Internal);
        let mut admitted = || {
            let request_limits = request
                .app_data::<Data<RequestLimits>>()
                .ok_or_else(internal)?;
            let address = request_limits
                .admit_address(request)
                .map_err(ProblemResponse)?;
            let payload = Payload::from_request(request, payload).into_inner();
            Ok(Self {
                server: request.app_data().cloned().ok_or_else(internal)?,
                request_limits: request_limits.clone(),
                body_budgets: request.app_data().cloned().ok_or_else(internal)?,
                address,
                request: request.clone(),
                payload: payload.map_err(|_| ProblemResponse(ProblemCode::Malformed))?,
            })
        };
        ready(admitted())
    }
}

impl UnadmittedBody {
    /// The address that it comes from.
    pub(super) fn address(&self) -> IpAddr {
        self.address
    }

    /// Reads an exchange. A stranger can make the server hold no more than a small exchange: the head tells who
    /// asks, and only a known device gets memory for the rest.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn exchange(self) -> Result<AdmittedExchange, ProblemCode> {
        let mut arriving = arriving(&self.request, self.payload, EXCHANGE_BYTES_MAX)?;
        let first = arriving.read_begin(RequestHead::BYTES_MAX).await?;
        let head = RequestHead::read(&first)?.map(|(head, _)| head);
        let Some(head) = head.filter(RequestHead::has_digest) else {
            // A longer exchange must carry its digest, so this one is malformed.
            let body = arriving.read_small(first, SMALL_BYTES_MAX).await;
            let body = body.map_err(|code| match code {
                ProblemCode::TooLarge => ProblemCode::Malformed,
                code => code,
            })?;
            return Ok(AdmittedExchange { body, permit: None });
        };
        let (server, request_limits) = (self.server, self.request_limits);
        let place = blocking(move || {
            server.exchanges.introduce(&head)?;
            request_limits.exchange_permit(head.device())
        })
        .await?;
        let share = self.body_budgets.of_devices.share(BodyOwner {
            address: self.address,
            device: Some(head.device()),
        });
        Ok(AdmittedExchange {
            body: arriving.read_rest(first, share, EXCHANGE_BYTES_MAX).await?,
            permit: Some(place),
        })
    }

    /// Reads a bundle. Nothing proves who carries it, so bundles have a memory budget apart from exchanges.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn bundle(self) -> Result<BudgetedBody, ProblemCode> {
        let arriving = arriving(&self.request, self.payload, BUNDLE_BYTES_MAX)?;
        let share = self.body_budgets.of_carriers.share(BodyOwner {
            address: self.address,
            device: None,
        });
        arriving
            .read_rest(Vec::new(), share, BUNDLE_BYTES_MAX)
            .await
    }

    /// Reads an enrolment, which is small.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub(super) async fn enrolment(self) -> Result<BudgetedBody, ProblemCode> {
        let arriving = arriving(&self.request, self.payload, ENROL_BYTES_MAX)?;
        arriving.read_small(Vec::new(), ENROL_BYTES_MAX).await
    }
}

/// A body that is about to arrive, of at most `bytes_max` bytes.
///
/// # Errors
/// The request announces a longer body.
pub(super) fn arriving(
    request: &HttpRequest,
    payload: Payload,
    bytes_max: usize,
) -> Result<BodyReader, ProblemCode> {
    let announced = ContentLength::parse(request).ok();
    BodyReader::new(payload, announced.map(|length| *length), bytes_max)
}

/// The response of an endpoint that answers with bytes.
pub(super) fn answer(done: Result<Vec<u8>, ProblemCode>) -> HttpResponse {
    match done {
        Ok(reply) => HttpResponse::Ok()
            .content_type("application/octet-stream")
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(reply),
        Err(code) => problem::response(code),
    }
}
