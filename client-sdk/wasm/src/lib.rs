#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg(any(target_arch = "wasm32", test))]

#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        dead_code,
        reason = "the test reads their shapes, and nobody sends them"
    )
)]
mod messages;

// Other targets have only the messages, for the test that writes the contract.
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod call;
#[cfg(test)]
mod contract;
#[cfg(target_arch = "wasm32")]
mod delivery;
#[cfg(target_arch = "wasm32")]
mod enrol;
#[cfg(target_arch = "wasm32")]
mod failure;
#[cfg(target_arch = "wasm32")]
mod key;
#[cfg(target_arch = "wasm32")]
mod schema;
#[cfg(target_arch = "wasm32")]
mod store;
#[cfg(target_arch = "wasm32")]
mod sync;
#[cfg(target_arch = "wasm32")]
mod trial;

#[cfg(target_arch = "wasm32")]
pub use {
    failure::Failure,
    key::Key,
    schema::schema,
    store::{Store, discard_unfinished, take_files},
    sync::refused,
    trial::trial,
};
