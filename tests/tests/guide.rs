//! The guide for a new vendor: its files are written and its commands are run, in its order.

mod page;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use page::{read, taken_apart, workspace};

/// The folder of the program that users install.
fn folder_of_docwright() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "docwright", "--bin", "docwright"])
        .current_dir(workspace())
        .status();
    assert!(built.expect("cargo runs").success());
    let program = std::env::current_exe().expect("this program");
    program.ancestors().nth(2).expect("the folder of programs").to_owned()
}

/// The reader's machine.
struct Reader {
    folder: PathBuf,
    path: std::ffi::OsString,
    servers: Vec<Child>,
}

impl Reader {
    fn new(folder: PathBuf) -> Self {
        let docwright = folder_of_docwright();
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([docwright].into_iter().chain(std::env::split_paths(&others)));
        Self { folder, path: path.expect("folders"), servers: Vec::new() }
    }

    fn shell(&self, commands: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-euc", commands]).current_dir(&self.folder).env("PATH", &self.path).env_remove("RUSTFLAGS");
        // What other tests have compiled need not be compiled again, and nothing is fetched.
        shell.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens/target"));
        shell.env("CARGO_NET_OFFLINE", "true");
        shell
    }

    /// What the commands print.
    fn run(&self, commands: &str) -> String {
        let output = self.shell(commands).output().expect("a shell");
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{commands}\n{stdout}{stderr}");
        stdout.into_owned()
    }

    /// Starts a server and waits for it to listen.
    fn start(&mut self, command: &str, port: u16) {
        self.servers.push(self.shell(&format!("exec {command}")).stdout(Stdio::null()).spawn().expect("a shell"));
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let server = self.servers.last_mut().expect("the server");
            assert!(server.try_wait().expect("its state").is_none(), "the server ended");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        for server in &mut self.servers {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

#[test]
fn the_guide_for_a_new_vendor_works() {
    for language in ["new-vendor", "new-vendor.zh-CN"] {
        follow(language);
    }
}

fn follow(guide: &str) {
    // The same folder each time, so that cargo finds what it compiled there before.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(guide);
    let _ = fs::remove_dir_all(&folder);
    let mut reader = Reader::new(folder);
    fs::create_dir_all(&reader.folder).expect("the folder to work in");
    fs::copy(workspace().join("Cargo.lock"), reader.folder.join("Cargo.lock")).expect("the versions that are there");
    // The clone does not lie beside the folder here, and a fixed port may be taken.
    let port = free_port();
    let clone = workspace().display().to_string().replace('\\', "/");
    let page = read(&format!("docs/{guide}.md"))
        .replace("../docwright/", &format!("{clone}/"))
        .replace("8321", &port.to_string());

    let mut printed = String::new();
    let mut compared = 0;
    for block in taken_apart(&page).0 {
        let text = block.lines.join("\n") + "\n";
        match block.info.split_once(' ') {
            Some((_, file)) if file.starts_with("file=") => reader.write(&file["file=".len()..], &text),
            Some(("sh", "background")) => reader.start(text.trim(), port),
            Some(("text", "output")) => {
                assert_eq!(printed, text);
                compared += 1;
            }
            None if block.info == "sh" => printed = reader.run(&text),
            _ => panic!("the guide has a block `{}` that is not run", block.info),
        }
    }
    assert_eq!(compared, 1, "the guide shows what the call prints");
}
