//! Limits on requests. The phones of a shelter share one address, so an address may send much and a device
//! less. What one device does never counts against another.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::HttpRequest;
use puente_protocol::problem::ProblemCode;
use puente_record::DeviceId;

use crate::entropy;
use crate::rate_limit::{ConcurrencyLimiter, ConcurrencyPermit, RateLimiter};

/// Requests of one address in 1 s, and its reserve: a hundred phones behind it may each ask twice a second, and
/// after an outage all of them at once with twenty requests each.
const ADDRESS_PER_S: u32 = 200;
const ADDRESS_RESERVE: u32 = 2_000;

/// Requests of one device in 1 s, and its reserve: a phone asks once for each poke, and sends a full outbox
/// over a bad line in some hundred requests.
const DEVICE_PER_S: u32 = 50;
const DEVICE_RESERVE: u32 = 1_000;

/// Exchanges that one device may have under way: one, and those whose lines died unnoticed.
const DEVICE_EXCHANGES_MAX: usize = 4;

/// Replies with records that one device gets in 1 s, and its reserve: each adds an entry to the log for ever.
/// News that waits comes with the next reply.
const DELIVERIES_PER_S: u32 = 1;
const DELIVERIES_RESERVE: u32 = 2_000;

/// Bundles that are processed at once, of one address and of all. A carrier proves nothing, so bundles take few
/// threads from devices.
const ADDRESS_BUNDLES_MAX: usize = 4;
const BUNDLES_MAX: usize = 8;

/// How many addresses and devices are counted at once; each takes 32 bytes.
const COUNTED_MAX: usize = 65_536;

#[derive(Debug)]
pub(super) struct RequestLimits {
    is_behind_proxy: bool,
    addresses: RateLimiter<IpAddr>,
    devices: RateLimiter<DeviceId>,
    exchanges: ConcurrencyLimiter<DeviceId>,
    deliveries: RateLimiter<DeviceId>,
    bundles_of_address: ConcurrencyLimiter<IpAddr>,
    bundles: ConcurrencyLimiter<()>,
}

/// The right to have a bundle processed, given back when dropped.
#[derive(Debug)]
pub(super) struct BundlePermit {
    _of_address: ConcurrencyPermit<IpAddr>,
    _of_all: ConcurrencyPermit<()>,
}

impl RequestLimits {
    pub(super) fn new(is_behind_proxy: bool) -> Self {
        Self {
            is_behind_proxy,
            addresses: RateLimiter::new(ADDRESS_PER_S, ADDRESS_RESERVE, COUNTED_MAX),
            devices: RateLimiter::new(DEVICE_PER_S, DEVICE_RESERVE, COUNTED_MAX),
            exchanges: ConcurrencyLimiter::new(DEVICE_EXCHANGES_MAX),
            deliveries: RateLimiter::new(DELIVERIES_PER_S, DELIVERIES_RESERVE, COUNTED_MAX),
            bundles_of_address: ConcurrencyLimiter::new(ADDRESS_BUNDLES_MAX),
            bundles: ConcurrencyLimiter::new(BUNDLES_MAX),
        }
    }

    /// Counts a request of an address, before anything of the request is read.
    pub(super) fn admit_address(&self, request: &HttpRequest) -> Result<IpAddr, ProblemCode> {
        let address = self.address(request);
        // Programs on this machine have no limit.
        if address.is_loopback() || self.addresses.admits(address, entropy::now()) {
            Ok(address)
        } else {
            Err(ProblemCode::Busy)
        }
    }

    /// Counts a request of a device, after it has proved its key, so that nobody can use up another device's
    /// share.
    pub(super) fn admit_device(&self, device: DeviceId) -> Result<(), ProblemCode> {
        if self.devices.admits(device, entropy::now()) {
            Ok(())
        } else {
            Err(ProblemCode::Busy)
        }
    }

    /// The right to one more exchange of the device.
    pub(super) fn exchange_permit(
        &self,
        device: DeviceId,
    ) -> Result<ConcurrencyPermit<DeviceId>, ProblemCode> {
        self.admit_device(device)?;
        if !self.deliveries.has_some_left(&device, entropy::now()) {
            return Err(ProblemCode::Busy);
        }
        self.exchanges.take(device).ok_or(ProblemCode::Busy)
    }

    /// Counts a reply with records to the device.
    pub(super) fn count_delivery(&self, device: DeviceId) {
        self.deliveries.admits(device, entropy::now());
    }

    /// The right to have one bundle processed.
    pub(super) fn bundle_permit(&self, address: IpAddr) -> Result<BundlePermit, ProblemCode> {
        let places = || {
            Some(BundlePermit {
                _of_address: self.bundles_of_address.take(address)?,
                _of_all: self.bundles.take(())?,
            })
        };
        places().ok_or(ProblemCode::Busy)
    }

    /// The address that a request comes from.
    fn address(&self, request: &HttpRequest) -> IpAddr {
        let peer = request.peer_addr();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        let told = self.is_behind_proxy.then(|| {
            let value = request.headers().get("X-Forwarded-For")?.to_str().ok()?;
            // Our proxy wrote the last address; the client may have made up those before it.
            value.rsplit(',').next()?.trim().parse().ok()
        });
        network(told.flatten().unwrap_or(peer))
    }
}

/// A household or a shelter has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let bits = v6.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn from(request_limits: &RequestLimits, peer: &str, forwarded: &str) -> String {
        let request = TestRequest::default()
            .peer_addr((peer.parse::<IpAddr>().unwrap(), 4_000).into())
            .insert_header(("X-Forwarded-For", forwarded))
            .to_http_request();
        request_limits.address(&request).to_string()
    }

    #[test]
    fn an_address_is_believed_from_the_proxy_alone() {
        let told = "203.0.113.9, 198.51.100.7";
        let open = RequestLimits::new(false);
        assert_eq!(from(&open, "192.0.2.1", told), "192.0.2.1");
        assert_eq!(from(&open, "127.0.0.1", told), "127.0.0.1");
        let behind = RequestLimits::new(true);
        assert_eq!(from(&behind, "127.0.0.1", told), "198.51.100.7");
        assert_eq!(from(&behind, "127.0.0.1", "nonsense"), "127.0.0.1");
        let v6 = "2001:db8:1:2:3:4:5:6";
        assert_eq!(from(&behind, "::1", v6), "2001:db8:1:2::");
        assert_eq!(from(&open, "::ffff:192.0.2.1", ""), "192.0.2.1");
    }

    #[test]
    fn a_device_that_asks_for_everything_again_and_again_waits() {
        let request_limits = RequestLimits::new(false);
        let device = DeviceId::from_bytes([1; 16]);
        assert!(request_limits.exchange_permit(device).is_ok());
        (0..=DELIVERIES_RESERVE + 1).for_each(|_| request_limits.count_delivery(device));
        assert!(request_limits.exchange_permit(device).is_err());
        assert!(
            request_limits
                .exchange_permit(DeviceId::from_bytes([2; 16]))
                .is_ok()
        );
    }

    #[test]
    fn one_address_does_not_take_all_places_for_bundles() {
        let request_limits = RequestLimits::new(false);
        let (one, other) = ([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
        let places: Vec<_> = (0..10)
            .map_while(|_| request_limits.bundle_permit(one).ok())
            .collect();
        assert_eq!(places.len(), ADDRESS_BUNDLES_MAX);
        assert!(request_limits.bundle_permit(other).is_ok());
        drop(places);
        assert!(request_limits.bundle_permit(one).is_ok());
    }

    #[test]
    fn an_address_that_floods_is_asked_to_wait_and_no_other() {
        let request_limits = RequestLimits::new(false);
        let come = |peer: &str| {
            let request = TestRequest::default()
                .peer_addr((peer.parse::<IpAddr>().unwrap(), 4_000).into())
                .to_http_request();
            request_limits.admit_address(&request)
        };
        let refused = (0..10_000).filter(|_| come("192.0.2.1").is_err()).count();
        assert!(refused > 5_000, "{refused}");
        assert!(come("192.0.2.2").is_ok());
    }
}
