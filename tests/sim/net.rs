//! A simulated network between devices and their server, with clocks that disagree.
//!
//! A request is bytes, a reply is a list of pages. The network decides what arrives, when, how often and how
//! much of it; it does not look at the bytes. One [`Net`] serves all devices:
//!
//! ```text
//! let exchange = net.send(device, body);
//! while let Some(event) = net.next() {
//!     match event {
//!         Event::RequestCame { exchange, body, .. } => net.answer(exchange, server.handle(&body)),
//!         Event::ReplyCame { device, pages, end, .. } => devices[device].take(pages, end),
//!         Event::GaveUp { device, .. } => devices[device].no_answer(),
//!     }
//! }
//! ```
//!
//! As with HTTP over one connection, a reply reaches a device only while the device waits for it; after it gave
//! up, the reply is dropped. The request still reaches the server, however late, and the server does not know
//! that nobody waits for the reply.

mod clock;
mod conditions;
mod exchange;

#[cfg(test)]
mod tests;

pub(crate) use conditions::Conditions;
pub(crate) use exchange::{End, Event, ExchangeNumber, Net};

/// The number of a device of the world, from 0.
pub(crate) type DeviceNumber = usize;
