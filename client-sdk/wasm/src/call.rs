//! The calls on an open store.

mod arrivals;
mod check;
mod courier;
mod family;
mod list_file;
mod look;
mod paper;
mod past;
mod queue;
mod write;

use js_sys::{Array, Uint8Array};
use puente_client::{Device, Rng};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::{json, whole_ms};
use crate::failure::Failure;
use crate::messages::calls::{self, Request};
use crate::store::Store;

/// What a call gets besides its request, and where it puts bytes beside its reply.
pub(crate) struct CallContext<'a> {
    device: &'a mut Device,
    rng: &'a mut Rng,
    now_ms: i64,
    /// The bytes beside the request; empty if it has none.
    file: &'a [u8],
    /// The bytes beside the reply.
    reply_file: Option<Vec<u8>>,
}

/// Answers a call. What the call wrote is on disk when this returns.
pub(crate) trait Answer: Request + DeserializeOwned {
    /// # Errors
    /// See `advice`. Nothing was done.
    fn answer(self, on: &mut CallContext<'_>) -> Result<Self::Reply, Failure>;
}

/// A reply as JSON, and whether the call was a write.
pub(crate) struct Answered {
    reply: String,
    is_write: bool,
}

impl CallContext<'_> {
    pub(crate) fn answer<A: Answer>(&mut self, request: &str) -> Result<Answered, Failure> {
        let mut object = serde_json::Deserializer::from_str(request);
        let asked = A::deserialize(ObjectAlone(&mut object)).map_err(|_| Failure::Request)?;
        Ok(Answered {
            reply: json(&asked.answer(self)?),
            is_write: A::IS_WRITE,
        })
    }
}

/// Reads a request from a JSON object only. Serde would also accept a list of the values, and the code for it
/// would add 25 KB to the module.
struct ObjectAlone<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectAlone<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[wasm_bindgen]
impl Store {
    /// A call of the contract: its request as JSON, and the bytes beside it. Returns the reply as JSON, whether
    /// there is now something to send and to show, and the bytes beside the reply. What the call wrote is on
    /// disk.
    ///
    /// # Errors
    /// Code `request` if it is not a call of the contract; otherwise see `advice`.
    #[wasm_bindgen(
        unchecked_return_type = "[reply: string, isWrite: boolean, file: Uint8Array<ArrayBuffer> | undefined]"
    )]
    pub fn call(
        &mut self,
        call: &str,
        request: &str,
        file: Option<Vec<u8>>,
        now_ms: f64,
    ) -> Result<Array, Failure> {
        let mut context = CallContext {
            device: &mut self.device,
            rng: &mut self.rng,
            now_ms: whole_ms(now_ms),
            file: file.as_deref().unwrap_or_default(),
            reply_file: None,
        };
        let Answered { reply, is_write } = calls::answer(call, request, &mut context)?;
        let answered = Array::of2(&reply.into(), &is_write.into());
        if let Some(file) = context.reply_file {
            answered.push(&Uint8Array::from(&file[..]));
        }
        Ok(answered)
    }
}
