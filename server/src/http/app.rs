//! Serves the app from this binary: every path outside `/v1/`.

use std::collections::HashMap;
use std::sync::OnceLock;

use actix_web::http::Method;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY, ETAG, HeaderName, IF_NONE_MATCH,
    PERMISSIONS_POLICY, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// One file of the app, in the encodings that the build made.
struct File {
    name: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

// Defines the static `FILES`, see build.rs.
include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// What a page may do. It may load from this server only and connect to this server only. It may compile
/// WebAssembly and may not run scripts from strings. Svelte may make elements of its own templates and the SDK
/// may start its Workers by address, each through the policy named here.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types default svelte-trusted-html";

/// The camera reads codes; the app needs no other permission.
const PERMISSIONS: &str = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), \
    bluetooth=(), serial=(), hid=(), midi=(), display-capture=()";

const HEADERS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (PERMISSIONS_POLICY, PERMISSIONS),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

/// The build names these files by their content.
const HASHED: &str = "assets/";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Browsers keep the file and ask at each use; the server sends no body if it has not changed.
const ASK_FIRST: &str = "no-cache";

/// A file with its entity tag: the start of its hash. The tag is the same for every encoding, and therefore
/// weak.
struct Served {
    file: &'static File,
    tag: String,
}

fn served(name: &str) -> Option<&'static Served> {
    static SERVED: OnceLock<HashMap<&'static str, Served>> = OnceLock::new();
    let all = SERVED.get_or_init(|| {
        let served = FILES.iter().map(|file| {
            let hash = Sha256::digest(file.plain);
            let tag = format!("W/\"{}\"", BASE64URL_NOPAD.encode(&hash[..15]));
            (file.name, Served { file, tag })
        });
        served.collect()
    });
    all.get(name)
}

/// Answers every request that no route of the API takes.
pub(super) async fn file(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return HttpResponse::MethodNotAllowed().finish();
    }
    let name = match request.path() {
        "/" => "index.html",
        path => path.trim_start_matches('/'),
    };
    let Some(served) = served(name) else {
        return not_here(name);
    };
    let is_hashed = name.starts_with(HASHED);
    let mut response = if has(&request, &served.tag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    for (header, value) in HEADERS {
        response.insert_header((header, value));
    }
    response
        .insert_header((ETAG, served.tag.as_str()))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CACHE_CONTROL, if is_hashed { FOR_EVER } else { ASK_FIRST }));
    if has(&request, &served.tag) {
        return response.finish();
    }
    response.insert_header((CONTENT_TYPE, media_type(name)));
    let (encoding, body) = encoded(&request, served.file);
    if let Some(encoding) = encoding {
        response.insert_header((CONTENT_ENCODING, encoding));
    }
    response.body(body)
}

fn has(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(IF_NONE_MATCH);
    let known = known.and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag))
}

fn encoded(request: &HttpRequest, file: &'static File) -> (Option<&'static str>, &'static [u8]) {
    let accepted = request.headers().get(ACCEPT_ENCODING);
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok());
    let accepts = |encoding: &str| {
        accepted.is_some_and(|accepted| {
            accepted.split(',').any(|one| {
                let mut parts = one.split(';').map(str::trim);
                let is_it = parts.next().is_some_and(|one| one == encoding);
                is_it && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0"))
            })
        })
    };
    match (file.brotli, file.gzip) {
        (Some(body), _) if accepts("br") => (Some("br"), body),
        (_, Some(body)) if accepts("gzip") => (Some("gzip"), body),
        _ => (None, file.plain),
    }
}

fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit('.').next().unwrap_or_default();
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Answers for a file that does not exist; with no content at the root, when this binary was built without the
/// app.
fn not_here(name: &str) -> HttpResponse {
    let mut response = HttpResponse::NotFound();
    response
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .content_type("text/plain; charset=utf-8");
    response.body(if name == "index.html" {
        "Este servidor se compiló sin la aplicación. / This server was built without the app.\n"
    } else {
        "No hay nada aquí. / There is nothing here.\n"
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    static FILE: File = File {
        name: "a.js",
        plain: b"plain",
        brotli: Some(b"brotli"),
        gzip: Some(b"gzip"),
    };

    #[test]
    fn the_smallest_encoding_that_is_accepted_is_sent() {
        for (accepted, body) in [
            ("gzip, deflate, br", &b"brotli"[..]),
            ("gzip;q=1.0, br;q=0", b"gzip"),
            ("deflate", b"plain"),
            ("brotli", b"plain"),
            ("", b"plain"),
        ] {
            let request = TestRequest::default()
                .insert_header((ACCEPT_ENCODING, accepted))
                .to_http_request();
            assert_eq!(encoded(&request, &FILE).1, body, "{accepted}");
        }
    }

    #[test]
    fn whoever_has_a_file_is_known_by_its_tag() {
        let request = TestRequest::default()
            .insert_header((IF_NONE_MATCH, "W/\"one\", W/\"two\""))
            .to_http_request();
        assert!(has(&request, "W/\"two\""));
        assert!(!has(&request, "W/\"three\""));
    }
}
