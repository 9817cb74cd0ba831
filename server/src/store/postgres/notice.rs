//! Hears when another process has written.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio_postgres::{AsyncMessage, Client, Connection, NoTls};

use super::address::PostgresServer;
use super::connect::{runtime, tls};
use crate::store::StoreError;
use crate::store::engine::postgres::this_process;

/// A connection on which the database says that somebody wrote.
pub(in crate::store) struct Listener {
    runtime: Option<Runtime>,
    /// The line stays open with it.
    _client: Client,
    heard: Receiver<()>,
}

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Heard {
    /// Another process wrote.
    Write,
    /// Nobody wrote.
    Nothing,
    /// The line broke.
    End,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Listener {
    /// Begins to listen.
    pub(in crate::store) fn open(server: &PostgresServer) -> Result<Self, StoreError> {
        let runtime = runtime()?;
        // One that waits to be read stands for all that came meanwhile.
        let (sender, heard) = channel(1);
        let client = match &server.authority {
            None => {
                let (client, connection) = runtime.block_on(server.config.connect(NoTls))?;
                runtime.spawn(forward(connection, sender));
                client
            }
            Some(authority) => {
                let tls = tls(authority)?;
                let (client, connection) = runtime.block_on(server.config.connect(tls))?;
                runtime.spawn(forward(connection, sender));
                client
            }
        };
        runtime.block_on(client.batch_execute("LISTEN puente"))?;
        Ok(Self {
            runtime: Some(runtime),
            _client: client,
            heard,
        })
    }

    /// Waits until another process wrote, or so long.
    pub(in crate::store) fn wait(&mut self, at_most: Duration) -> Heard {
        let runtime = self.runtime.as_ref().expect("taken when it is dropped");
        let heard = async { tokio::time::timeout(at_most, self.heard.recv()).await };
        match runtime.block_on(heard) {
            Ok(Some(())) => Heard::Write,
            Ok(None) => Heard::End,
            Err(_) => Heard::Nothing,
        }
    }
}

async fn forward<S, T>(mut connection: Connection<S, T>, sender: Sender<()>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut messages = stream::poll_fn(|context| connection.poll_message(context));
    while let Some(Ok(message)) = messages.next().await {
        if let AsyncMessage::Notification(said) = message
            && said.payload() != this_process()
        {
            let _ = sender.try_send(());
        }
    }
}
