//! Limits the memory of the module.

/// 512 MiB: eight times the largest single need, the key derivation (64 MiB), and little enough that hostile
/// bytes end the trial Worker before they end the phone's browser.
const MEMORY_BYTES_MAX: u32 = 512 << 20;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--max-memory={MEMORY_BYTES_MAX}");
    }
}
