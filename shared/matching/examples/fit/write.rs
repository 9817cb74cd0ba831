//! Writes a model as Rust.

use puente_matching::MatchModel;

/// The file `src/model/frozen.rs`.
pub(crate) fn rust(model: &MatchModel, version: u32) -> String {
    let [almost_certain, look_closely] = model.thresholds();
    let logs: Vec<String> = model
        .logs()
        .iter()
        .map(|classes| {
            let classes = classes.map(|levels| format!("        {levels:?},\n"));
            format!("    [\n{}    ],\n", classes.concat())
        })
        .collect();
    format!(
        "//! Written by the fitting program; see the README.\n\n\
         use super::{{CLASSES, LevelLogs}};\n\n\
         /// Grows with each change of a number.\n\
         pub const MODEL_VERSION: u32 = {version};\n\
         pub(super) const PRIORS: [i16; CLASSES] = {:?};\n\
         pub(super) const ALMOST_CERTAIN: i32 = {almost_certain};\n\
         pub(super) const LOOK_CLOSELY: i32 = {look_closely};\n\
         #[rustfmt::skip]\n\
         pub(super) const LOGS: LevelLogs = [\n{}];\n",
        model.priors(),
        logs.concat(),
    )
}
