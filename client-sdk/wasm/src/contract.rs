//! Writes the messages as TypeScript, against which the app and the Worker are checked. `PUENTE_UPDATE=1 cargo
//! test -p puente-wasm` rewrites `driver/contract.ts`; without it the test fails when the contract is outdated.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use puente_policy::{Role, allows_giving};
use ts_rs::{Config, TS, TypeVisitor};

use crate::messages::calls::{self, Request};
use crate::messages::failure::FailureMessage;
use crate::messages::schema::Schema;
use crate::messages::sync::SyncEffect;
use crate::messages::{BytesBeside, Done};

const HEAD: &str = "\
// What the app, the Worker and the Rust of the SDK say to each other. Written by the test of client-sdk/wasm/src/contract.rs
// from client-sdk/wasm/src/messages, which is where it is changed.
//
// Names of fields, codes and kinds are those of the field table (`Schema`). Times are ms since 1970 by this phone's clock,
// which may be wrong. Ids are in hex.

/** A call that asks nothing, or says only that it is done. */
export type None = Record<string, never>;
";

/// Visits every call.
pub(crate) trait DescribeCall {
    /// `words` are the lines of its documentation.
    fn call<R: Request<Reply: TS + 'static> + TS + 'static>(&mut self, name: &str, words: &[&str]);
}

struct Contract {
    config: Config,
    /// Declarations by name.
    types: BTreeMap<String, String>,
    calls: String,
}

impl DescribeCall for Contract {
    fn call<R: Request<Reply: TS + 'static> + TS + 'static>(&mut self, name: &str, words: &[&str]) {
        R::visit_dependencies(self);
        self.visit::<R::Reply>();
        let request = match R::inline(&self.config) {
            of if of.contains(':') => of,
            _ => "None".to_owned(),
        };
        let reply = R::Reply::name(&self.config);
        for (nr, line) in words.iter().enumerate() {
            let mark = if nr == 0 { "/**" } else { " *" };
            let end = if nr + 1 == words.len() { " */" } else { "" };
            writeln!(self.calls, "  {mark}{line}{end}").expect("memory");
        }
        writeln!(
            self.calls,
            "  {name}: {{ request: {request}; reply: {reply} }};"
        )
        .expect("memory");
    }
}

impl TypeVisitor for Contract {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if name == Done::ident(&self.config) || self.types.contains_key(&name) {
                return;
            }
            let words = T::docs().unwrap_or_default();
            // The type allows every key, so a map must not have optional values.
            let declared = T::decl(&self.config).replace("]?: ", "]: ");
            self.types
                .insert(name, format!("{words}export {declared}\n"));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// A view of the app's own bytes, which no other thread has.
impl TS for BytesBeside {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &Config) -> String {
        "Uint8Array<ArrayBuffer>".to_owned()
    }

    fn inline(config: &Config) -> String {
        Self::name(config)
    }
}

fn contract() -> String {
    let mut contract = Contract {
        config: Config::new().with_large_int("number"),
        types: BTreeMap::new(),
        calls: String::new(),
    };
    calls::describe(&mut contract);
    contract.visit::<FailureMessage>();
    contract.visit::<Schema>();
    contract.visit::<SyncEffect>();
    let types: Vec<String> = contract.types.into_values().collect();
    // Put documentation of one line on one line.
    let types = types.join("\n").replace("/**\n * ", "/** ");
    let types = types.replace("\n */\n", " */\n");
    let calls = contract.calls;
    format!(
        "{HEAD}\n{}\n/** The calls on an open store. What they wrote is on disk when they answer. */\nexport interface StoreCalls {{\n{calls}}}\n\n{types}",
        roles_given()
    )
}

/// The roles that each role may give, as a table for the app.
fn roles_given() -> String {
    let mut table = String::from(
        "/** The roles that an account of each role may give somebody, by `shared/policy`. The server decides again. */\n\
         export const ROLES_GIVEN_BY: Record<Role, readonly Role[]> = {\n",
    );
    for by in Role::ALL {
        let given = Role::ALL
            .into_iter()
            .filter(|role| allows_giving(by, *role));
        let given: Vec<String> = given.map(|role| format!("\"{}\"", role.as_str())).collect();
        writeln!(table, "  \"{}\": [{}],", by.as_str(), given.join(", ")).expect("memory");
    }
    table + "};\n"
}

#[test]
fn the_typescript_says_what_the_messages_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("driver/contract.ts");
    let of_today = contract();
    if std::env::var_os("PUENTE_UPDATE").is_some() {
        std::fs::write(&path, &of_today).expect("the contract can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == of_today,
        "driver/contract.ts is not of today: PUENTE_UPDATE=1 cargo test -p puente-wasm"
    );
}
