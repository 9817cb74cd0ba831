//! A tuple as a parameter hides what its parts are, and lets two of them change places.

use syn::visit::{self, Visit};
use syn::{FnArg, GenericArgument, PathArguments, Signature, Type};

use crate::assert_none;
use crate::tree::files_with;

/// The functions of one file that take a tuple.
struct TupleParameters<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for TupleParameters<'_> {
    fn visit_signature(&mut self, signature: &'ast Signature) {
        let takes_tuple = signature.inputs.iter().any(|input| match input {
            FnArg::Typed(parameter) => is_tuple(&parameter.ty),
            FnArg::Receiver(_) => false,
        });
        if takes_tuple {
            self.found
                .push(format!("{}: {}", self.path, signature.ident));
        }
        visit::visit_signature(self, signature);
    }
}

/// A tuple, a reference to one, or perhaps one. Pairs in a list or a map are another matter.
fn is_tuple(of: &Type) -> bool {
    match of {
        Type::Tuple(tuple) => !tuple.elems.is_empty(),
        Type::Reference(reference) => is_tuple(&reference.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return false;
            };
            let mut arguments = arguments.args.iter();
            last.ident == "Option"
                && arguments.any(|of| matches!(of, GenericArgument::Type(of) if is_tuple(of)))
        }),
        _ => false,
    }
}

#[test]
fn no_function_takes_a_tuple() {
    let mut findings = Vec::new();
    for file in files_with(&["rs"]) {
        let parsed = syn::parse_file(&file.text);
        let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let mut of_file = TupleParameters {
            path: &file.path,
            found: Vec::new(),
        };
        of_file.visit_file(&parsed);
        findings.append(&mut of_file.found);
    }
    assert_none("a tuple as a parameter: name its parts", &findings);
}
