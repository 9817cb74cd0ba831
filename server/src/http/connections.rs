//! Closes connections on which no next request comes. The web framework limits its wait for a connection's
//! first head and for a next request, but waits for ever for a later head that has begun.

use std::any::Any;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::net::{Shutdown, TcpStream};
use std::os::fd::AsFd;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, rt};

use crate::entropy;

/// Every open connection. Locked only to note a change or to close the idle ones, never during a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Connections(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    next: u64,
    by_number: HashMap<u64, TrackedConnection>,
}

#[derive(Debug)]
struct TrackedConnection {
    /// A duplicate of the socket's descriptor. It costs an open file, and it cannot come to mean another
    /// connection.
    socket: TcpStream,
    /// `None` while a request is answered, and before the first request, for which the framework waits.
    idle_since: Option<Instant>,
}

/// A connection, registered until the framework drops it.
#[derive(Debug)]
struct Connection {
    connections: Connections,
    number: u64,
}

/// A connection whose request is being answered.
#[derive(Debug)]
struct Busy {
    connections: Connections,
    number: u64,
}

/// A body that keeps its connection busy until its end.
struct AnswerBody {
    body: BoxBody,
    busy: Option<Busy>,
}

impl Connections {
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a connection that was opened.
    pub(super) fn opened(&self, stream: &dyn Any, data: &mut Extensions) {
        let stream = stream.downcast_ref::<rt::net::TcpStream>();
        let socket = stream.and_then(|stream| stream.as_fd().try_clone_to_owned().ok());
        let Some(socket) = socket else { return };
        let mut open = self.lock();
        let number = open.next;
        open.next += 1;
        let kept = TrackedConnection {
            socket: socket.into(),
            idle_since: None,
        };
        open.by_number.insert(number, kept);
        drop(open);
        data.insert(Connection {
            connections: self.clone(),
            number,
        });
    }

    /// Closes connections that have waited for their next request for at least this long. Answers on their way
    /// still arrive.
    pub(super) fn close_idle(&self, for_at_least: Duration, now: Instant) {
        for kept in self.lock().by_number.values() {
            let is_over = |since: Instant| now.saturating_duration_since(since) >= for_at_least;
            if kept.idle_since.is_some_and(is_over) {
                // An error means that the connection is gone.
                let _ = kept.socket.shutdown(Shutdown::Read);
            }
        }
    }

    fn set_idle_since(&self, number: u64, idle_since: Option<Instant>) {
        if let Some(kept) = self.lock().by_number.get_mut(&number) {
            kept.idle_since = idle_since;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.connections.lock().by_number.remove(&self.number);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let now = entropy::now();
        self.connections.set_idle_since(self.number, Some(now));
    }
}

impl MessageBody for AnswerBody {
    type Error = Box<dyn StdError>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(context)
    }

    fn try_into_bytes(self) -> Result<Bytes, Self> {
        let Self { body, busy } = self;
        body.try_into_bytes().map_err(|body| Self { body, busy })
    }
}

/// Marks a connection as busy while its request is answered.
pub(super) async fn track_connection(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let busy = request.conn_data::<Connection>().map(|connection| {
        let Connection {
            connections,
            number,
        } = connection;
        connections.set_idle_since(*number, None);
        Busy {
            connections: connections.clone(),
            number: *number,
        }
    });
    let response = next.call(request).await?;
    let response = response.map_into_boxed_body();
    Ok(response.map_body(|_, body| AnswerBody { body, busy }))
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(85);

    #[test]
    fn a_connection_that_does_not_come_to_its_next_request_is_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut ends = Vec::new();
        let connections = Connections::default();
        for number in 0..2 {
            let end = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (socket, _) = listener.accept().unwrap();
            let kept = TrackedConnection {
                socket,
                idle_since: None,
            };
            connections.lock().by_number.insert(number, kept);
            ends.push(end);
        }
        let now = Instant::now();
        let is_open = |number: u64| {
            let open = connections.lock();
            let mut socket = &open.by_number[&number].socket;
            socket.set_nonblocking(true).unwrap();
            // A socket closed for reading returns at once; an open one would block.
            socket.read(&mut [0]).is_err()
        };
        connections.set_idle_since(0, Some(now));
        connections.close_idle(PATIENCE, now + PATIENCE / 2);
        assert!(is_open(0) && is_open(1));
        connections.close_idle(PATIENCE, now + PATIENCE);
        assert!(!is_open(0), "it had its time");
        assert!(is_open(1), "a request of it is being answered");
    }
}
