//! `puente serve`

use std::io::Write;
use std::net::TcpListener;

use anyhow::Context;
use clap::Args;

use super::data::Data;
use crate::http;

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    /// Where to listen; port 0 takes a free one, which the first line of output tells.
    #[arg(long, value_name = "ADDR")]
    listen: String,
}

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let server = self.data.open()?;
        let listener = TcpListener::bind(&self.listen)
            .with_context(|| format!("{} cannot be listened on", self.listen))?;
        let address = listener.local_addr()?;
        let mut out = std::io::stdout();
        writeln!(out, "http://{address}")?;
        out.flush()?;
        tracing::info!(server = %server.id(), %address, "serving");
        http::serve(server, listener)?;
        Ok(())
    }
}
