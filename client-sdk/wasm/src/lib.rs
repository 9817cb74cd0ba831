//! puente-wasm
