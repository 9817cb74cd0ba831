//! `puente rebuild`

use clap::Args;

use super::data::Data;

#[derive(Debug, Args)]
pub(super) struct Rebuild {
    #[command(flatten)]
    data: Data,
    /// Only compare; end with a failure if anything differs.
    #[arg(long)]
    verify: bool,
}

impl Rebuild {
    pub(super) fn run(self, _json: bool) -> anyhow::Result<()> {
        let _ = (self.data.open()?, self.verify);
        anyhow::bail!("not here yet")
    }
}
