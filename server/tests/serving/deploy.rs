//! The files of `deploy/` as they are shipped: the proxy's configuration in a real nginx, the units in
//! systemd's own checks. If a program is not installed, the test says so and passes; CI has all of them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD;
use puente_policy::Role;
use puente_protocol::events::EventsCredential;
use puente_protocol::problem::{Problem, ProblemCode};

use crate::process::{PATIENCE, Process};
use crate::world::World;

fn deploy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy")
}

fn is_here(program: &str) -> bool {
    let is_here = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !is_here {
        eprintln!("{program} is not installed: skipped");
    }
    is_here
}

/// nginx with the shipped configuration, listening on a socket in the world's folder.
struct Proxy {
    child: Child,
    socket: PathBuf,
}

impl Proxy {
    fn start(world: &World, server: &Process) -> Self {
        let folder = world.folder.path();
        let (certificate, key) = (folder.join("cert"), folder.join("cert-key"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
            .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
            .args(["-subj", "/CN=puente.example.org", "-out"])
            .arg(&certificate)
            .arg("-keyout")
            .arg(&key)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let (socket, plain) = (folder.join("tls.sock"), folder.join("plain.sock"));
        let shipped = std::fs::read_to_string(deploy().join("nginx/puente.conf")).unwrap();
        let mut site = shipped;
        for (from, to) in [
            (
                "/etc/puente/tls/fullchain.pem",
                certificate.display().to_string(),
            ),
            ("/etc/puente/tls/privkey.pem", key.display().to_string()),
            ("127.0.0.1:8080", server.address.to_string()),
            (
                "/var/log/nginx/puente.log",
                folder.join("nginx.log").display().to_string(),
            ),
            (
                "listen 443 ssl http2;",
                format!("listen unix:{} ssl http2;", socket.display()),
            ),
            ("listen 80;", format!("listen unix:{};", plain.display())),
            ("listen [::]:443 ssl http2;", String::new()),
            ("listen [::]:80;", String::new()),
        ] {
            assert!(site.contains(from), "{from}");
            site = site.replace(from, &to);
        }
        let main = format!(
            "daemon off; master_process off; pid {0}/nginx.pid; error_log {0}/nginx.log crit;\nevents {{}}\nhttp {{\n\
             client_body_temp_path {0}/body; proxy_temp_path {0}/proxy;\n\
             fastcgi_temp_path {0}/1; uwsgi_temp_path {0}/2; scgi_temp_path {0}/3;\n{site}\n}}\n",
            folder.display()
        );
        let configuration = folder.join("nginx.conf");
        std::fs::write(&configuration, main).unwrap();
        let child = Command::new("nginx")
            .arg("-c")
            .arg(&configuration)
            .spawn()
            .unwrap();
        let proxy = Self { child, socket };
        let began = Instant::now();
        while std::os::unix::net::UnixStream::connect(&proxy.socket).is_err() {
            assert!(began.elapsed() < PATIENCE, "nginx does not start");
            std::thread::yield_now();
        }
        proxy
    }

    fn curl(&self, path: &str) -> Command {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--insecure", "--unix-socket"])
            .arg(&self.socket)
            .arg(format!("https://puente.example.org{path}"));
        curl
    }

    /// Posts a body. Returns the head and the body of the response.
    fn post(&self, path: &str, body: &[u8]) -> (String, Vec<u8>) {
        let mut curl = self.curl(path);
        curl.args(["--include", "--data-binary", "@-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut running = curl.spawn().unwrap();
        // A server that refuses a body early may have closed the connection.
        let _ = running.stdin.take().unwrap().write_all(body);
        split(running.wait_with_output().unwrap())
    }
}

fn split(output: Output) -> (String, Vec<u8>) {
    let end = output
        .stdout
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(output.stdout[..end].to_vec()).unwrap();
    (head.to_ascii_lowercase(), output.stdout[end + 4..].to_vec())
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn devices_work_through_the_proxy() {
    if !["nginx", "openssl", "curl"].into_iter().all(is_here) {
        return;
    }
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let luz = world.phone("Norte", Role::Volunteer);
    let server = Process::start(&world, &["--behind-proxy", "--log", "json"]);
    let proxy = Proxy::start(&world, &server);
    let credential = EventsCredential::new(luz.server, luz.install, 1, &luz.key);
    let credential = BASE64URL_NOPAD.encode(&credential.to_bytes());
    let mut events = proxy
        .curl("/v1/events")
        .args(["--no-buffer", "--header"])
        .arg(format!("Authorization: Puente-Device {credential}"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut heard = events.stdout.take().unwrap();
    hear(&mut heard, ": ok");
    ana.register(&mut world, "Persona Uno");
    let (head, body) = proxy.post("/v1/sync", &ana.request(&world));
    assert!(head.starts_with("http/2 200"), "{head}");
    assert!(
        head.contains("strict-transport-security: max-age="),
        "{head}"
    );
    assert_eq!(ana.take(vec![body]).ack().next_n, 1);
    let began = Instant::now();
    hear(&mut heard, "event: poke");
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "a poke was held back"
    );
    let _ = events.kill();
    let _ = events.wait();
    // The request's id from the proxy is also the server's.
    let id = server.logged("answered")["span"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(id.len(), 32);
    let (head, body) = proxy.post("/v1/sync", &vec![1; 2 * 1024 * 1024 + 1]);
    assert!(head.contains(" 413"), "{head}");
    let problem: Problem = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem.code, ProblemCode::TooLarge);
    let (head, _) = proxy.post("/v1/sync", &vec![1; 3 * 1024 * 1024 + 1]);
    assert!(head.contains(" 413"), "the proxy's own limit: {head}");
    let written = ["body", "proxy"].map(|name| world.folder.path().join(name));
    for folder in written {
        let count = std::fs::read_dir(folder).map_or(0, Iterator::count);
        assert_eq!(count, 0, "the proxy wrote a body to its disk");
    }
}

fn hear(events: &mut ChildStdout, what: &str) {
    use std::io::Read;
    let (mut heard, mut byte) = (String::new(), [0]);
    while !heard.contains(what) {
        events.read_exact(&mut byte).unwrap();
        heard.push(char::from(byte[0]));
    }
}

#[test]
fn systemd_understands_the_units_and_finds_little_to_attack() {
    if !is_here("systemd-analyze") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let units = [
        "puente.service",
        "puente-backup.service",
        "puente-backup.timer",
    ];
    let mut paths = Vec::new();
    for name in units {
        let unit = std::fs::read_to_string(deploy().join("systemd").join(name)).unwrap();
        let unit = unit.replace("/usr/local/bin/puente", env!("CARGO_BIN_EXE_puente"));
        let path = folder.path().join(name);
        std::fs::write(&path, unit).unwrap();
        paths.push(path);
    }
    let verified = Command::new("systemd-analyze")
        .arg("verify")
        .args(&paths)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && said.is_empty(), "{said}");
    for path in &paths[..2] {
        // The exposure is in tenths, out of a hundred.
        let security = Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--threshold=15"])
            .arg(path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&security.stdout);
        assert!(security.status.success(), "{said}");
    }
}

/// Bodies that the proxy passes on as they come: the server keeps none from unknown senders.
#[test]
fn strangers_bodies_through_the_proxy_stop_nobody() {
    if !["nginx", "openssl", "curl"].into_iter().all(is_here) {
        return;
    }
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let server = Process::start(&world, &["--behind-proxy"]);
    let proxy = Proxy::start(&world, &server);
    let mut strangers = Vec::new();
    for _ in 0..48 {
        let mut curl = proxy.curl("/v1/sync");
        curl.args(["--request", "POST", "--upload-file", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        let mut running = curl.spawn().unwrap();
        let mut body = running.stdin.take().unwrap();
        // curl reads no more input once the request is refused.
        let _ = body.write_all(&vec![1; 1024 * 1024]);
        strangers.push((running, body));
    }
    ana.register(&mut world, "Persona Uno");
    let began = Instant::now();
    let (head, body) = proxy.post("/v1/sync", &ana.request(&world));
    assert!(head.starts_with("http/2 200"), "{head}");
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(ana.take(vec![body]).ack().next_n, 1);
    for (mut running, body) in strangers {
        drop(body);
        let _ = running.kill();
        let _ = running.wait();
    }
}
