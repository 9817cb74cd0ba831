//! Every statement of the program is prepared, on a store without rows.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, LitStr, Macro};

use super::sql::Sql;
use crate::store::{DatabaseLocation, postgres, sqlite};
use crate::test_database::TestDatabase;

/// Words of SQLite that no other engine knows.
const SQLITE_ALONE: &[&str] = &[
    "INSERT OR",
    "UPDATE OR",
    "REPLACE INTO",
    "rarray",
    "zeroblob",
    "randomblob",
    "group_concat",
    "last_insert_rowid",
    "sqlite_",
    "main.",
    "x'",
    "PRAGMA",
];

/// The statements in the sources, with the place of each.
struct Statements {
    file: PathBuf,
    found: Vec<(String, String)>,
    files: Vec<PathBuf>,
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        list.is_ok_and(|list| list.path.is_ident("cfg") && list.tokens.to_string() == "test")
    })
}

impl<'ast> Visit<'ast> for Statements {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        let literal = || called.parse_body::<LitStr>().unwrap().value();
        if called.path.is_ident("sql") {
            let place = self.file.display().to_string();
            self.found.push((place, literal()));
        } else if called.path.is_ident("sql_file") {
            let path = self.file.parent().unwrap().join(literal());
            let text = std::fs::read_to_string(&path).unwrap();
            self.found.push((path.display().to_string(), text));
            self.files.push(path);
        }
        visit::visit_macro(self, called);
    }
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|of| of == extension) {
            found.push(path);
        }
    }
}

fn statements() -> Statements {
    let mut sources = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&folder, "rs", &mut sources);
    let mut statements = Statements {
        file: PathBuf::new(),
        found: Vec::new(),
        files: Vec::new(),
    };
    for source in sources {
        let parsed = syn::parse_file(&std::fs::read_to_string(&source).unwrap()).unwrap();
        statements.file = source;
        statements.visit_file(&parsed);
    }
    assert!(statements.found.len() > 150, "{}", statements.found.len());
    statements
}

#[test]
fn every_statement_prepares_on_sqlite() {
    let connection = sqlite::empty_store();
    for (place, text) in statements().found {
        let sql = Sql::new(text.leak());
        let prepared = connection.sqlite().raw().prepare(sql.for_sqlite());
        assert!(prepared.is_ok(), "{place}: {:?}", prepared.err());
    }
}

#[test]
#[ignore = "on the cluster of the step postgres"]
fn every_statement_prepares_on_postgresql() {
    let database = TestDatabase::on_the_cluster();
    let DatabaseLocation::Postgres(server) = database.location() else {
        unreachable!("it is on the cluster");
    };
    let connection = postgres::create(&server, |_| Ok(())).unwrap();
    for (place, text) in statements().found {
        let sql = Sql::new(text.leak());
        let prepared = connection.postgres().prepare(sql.for_postgres());
        assert!(prepared.is_ok(), "{place}: {:?}", prepared.err());
    }
}

#[test]
fn no_statement_has_words_that_one_engine_alone_knows() {
    for (place, text) in statements().found {
        let alone = SQLITE_ALONE.iter().find(|word| text.contains(**word));
        assert_eq!(alone, None, "{place}: {text}");
    }
}

#[test]
fn every_file_of_sql_is_run_somewhere() {
    let mut files_of_sql = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    files(&folder, "sql", &mut files_of_sql);
    let run = statements().files;
    let own = [folder.join("sqlite"), folder.join("migrations")];
    for file in files_of_sql {
        let is_own = own.iter().any(|folder| file.starts_with(folder));
        assert!(is_own || run.contains(&file), "{}", file.display());
    }
}
