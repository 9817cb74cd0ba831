//! A module that depends on itself through others cannot be read, tested or replaced alone.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, UseTree, Visibility};

use crate::assert_none;
use crate::tree::{File, files_with};

type ModulePath = Vec<String>;

/// What a file names; paths start at the root of its crate.
#[derive(Default)]
struct Module {
    /// Names that it re-exports, and the paths that they stand for.
    passes_on: BTreeMap<String, ModulePath>,
    named: Vec<ModulePath>,
}

#[test]
fn modules_are_no_circle() {
    let files = files_with(&["rs"]);
    let crates = crates();
    let found = crates.iter().flat_map(|folder| {
        let circles = circles(&modules(&files, folder)).into_iter();
        circles.map(move |circle| format!("{folder}: {circle}"))
    });
    let found: Vec<String> = found.collect();
    assert_none("modules that name one another in a circle", &found);
}

/// The sources of each crate whose code is not only tests.
fn crates() -> Vec<String> {
    let manifests = files_with(&["toml"]).into_iter();
    let folders = manifests.filter_map(|file| {
        let folder = file.path.strip_suffix("/Cargo.toml")?;
        let is_tests = folder.split('/').next() == Some("tests");
        (!is_tests).then(|| format!("{folder}/src/"))
    });
    let folders: Vec<String> = folders.collect();
    assert!(folders.len() > 10, "the crates were not found");
    folders
}

/// The modules of a crate by their paths.
fn modules(files: &[File], folder: &str) -> BTreeMap<ModulePath, Module> {
    let of_crate = files.iter().filter_map(|file| {
        let path = file.path.strip_prefix(folder)?.strip_suffix(".rs")?;
        let path: ModulePath = path.split('/').map(str::to_owned).collect();
        match path[0].as_str() {
            "main" | "bin" => None,
            // Tests of a module may name what is above it.
            _ if path.iter().any(|part| part == "tests") => None,
            "lib" => Some((ModulePath::new(), file)),
            _ => Some((path, file)),
        }
    });
    let of_crate: BTreeMap<ModulePath, &File> = of_crate.collect();
    let read = of_crate.iter().map(|(path, file)| {
        let parsed = syn::parse_file(&file.text);
        let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let mut reader = Reader {
            is_module: &|path| of_crate.contains_key(path),
            path,
            module: Module::default(),
        };
        reader.visit_file(&parsed);
        (path.clone(), reader.module)
    });
    read.collect()
}

struct Reader<'a> {
    is_module: &'a dyn Fn(&ModulePath) -> bool,
    path: &'a ModulePath,
    module: Module,
}

impl Reader<'_> {
    /// The path from the root of the crate, or `None` for another crate's.
    fn absolute(&self, said: &[String]) -> Option<ModulePath> {
        let mut path = match said.first()?.as_str() {
            "crate" => ModulePath::new(),
            "self" | "super" => self.path.clone(),
            child => {
                let mut path = self.path.clone();
                path.push(child.to_owned());
                if !(self.is_module)(&path) {
                    return None;
                }
                self.path.clone()
            }
        };
        for part in said {
            match part.as_str() {
                "crate" | "self" => {}
                "super" => drop(path.pop()),
                part => path.push(part.to_owned()),
            }
        }
        Some(path)
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|attribute| {
        let of = attribute.meta.require_list();
        of.is_ok_and(|of| of.path.is_ident("cfg") && of.tokens.to_string() == "test")
    })
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let is_passed_on = !matches!(item.vis, Visibility::Inherited);
        for (said, name) in leaves(&item.tree, Vec::new()) {
            let Some(path) = self.absolute(&said) else {
                continue;
            };
            if is_passed_on {
                self.module.passes_on.insert(name, path.clone());
            }
            self.module.named.push(path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let said: Vec<String> = path
            .segments
            .iter()
            .map(|of| of.ident.to_string())
            .collect();
        if said.len() > 1
            && let Some(path) = self.absolute(&said)
        {
            self.module.named.push(path);
        }
        visit::visit_path(self, path);
    }
}

/// Each path of a `use`, with the name that it introduces.
fn leaves(tree: &UseTree, mut before: Vec<String>) -> Vec<(Vec<String>, String)> {
    let mut leaf = |name: String, known: String| {
        before.push(name);
        vec![(before.clone(), known)]
    };
    match tree {
        UseTree::Name(of) => leaf(of.ident.to_string(), of.ident.to_string()),
        UseTree::Rename(of) => leaf(of.ident.to_string(), of.rename.to_string()),
        UseTree::Glob(_) => vec![(before, "*".to_owned())],
        UseTree::Path(of) => {
            before.push(of.ident.to_string());
            leaves(&of.tree, before)
        }
        UseTree::Group(of) => {
            let items = of.items.iter();
            items.flat_map(|of| leaves(of, before.clone())).collect()
        }
    }
}

/// The module that defines what a path names.
fn defined_in(modules: &BTreeMap<ModulePath, Module>, path: &[String], depth: usize) -> ModulePath {
    for length in (0..=path.len()).rev() {
        let Some(module) = modules.get(&path[..length]) else {
            continue;
        };
        let passed_on = path.get(length).and_then(|name| module.passes_on.get(name));
        return match passed_on {
            Some(target) if depth > 0 => {
                let rest = path[length + 1..].iter().cloned();
                let target: ModulePath = target.iter().cloned().chain(rest).collect();
                defined_in(modules, &target, depth - 1)
            }
            _ => path[..length].to_vec(),
        };
    }
    ModulePath::new()
}

/// The longest chain of re-exports that is followed.
const PASSED_ON_MAX: usize = 6;

/// Groups of sibling modules that depend on themselves through one another.
fn circles(modules: &BTreeMap<ModulePath, Module>) -> Vec<String> {
    let mut needs: BTreeMap<ModulePath, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (path, module) in modules {
        for named in &module.named {
            let target = defined_in(modules, named, PASSED_ON_MAX);
            let shared = path.iter().zip(&target);
            let shared = shared.take_while(|(one, other)| one == other).count();
            if let (Some(one), Some(other)) = (path.get(shared), target.get(shared)) {
                let beside = needs.entry(path[..shared].to_vec()).or_default();
                beside.entry(one.clone()).or_default().insert(other.clone());
            }
        }
    }
    let found = needs.iter().flat_map(|(parent, needs)| {
        let parent = parent.join("::");
        groups(needs)
            .into_iter()
            .map(move |group| format!("crate::{parent}: {group:?}"))
    });
    found.collect()
}

fn groups(needs: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<BTreeSet<&String>> {
    let reached = |from: &'_ String| {
        let mut reached: BTreeSet<&String> = BTreeSet::new();
        let mut open: Vec<&String> = needs.get(from).into_iter().flatten().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(needs.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let all: BTreeMap<&String, BTreeSet<&String>> =
        needs.keys().map(|from| (from, reached(from))).collect();
    let in_circle = all.iter().filter(|(from, reached)| reached.contains(*from));
    let group = in_circle.map(|(from, reached)| {
        let both = reached
            .iter()
            .filter(|other| all.get(*other).is_some_and(|of| of.contains(from)));
        both.copied().collect()
    });
    group.collect()
}
