//! The command line as a user runs it: what it writes, what it refuses, what it says, its exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with the specs and the generated crate of this repository, to do harm to.
struct Workplace {
    folder: tempfile::TempDir,
}

impl Workplace {
    /// Everything as it is checked in.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["specs", "generated"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    /// Nothing.
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        Run(command.output().expect("docwright runs"))
    }

    /// Every file with its text and the time of its last change.
    fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
        let mut files = Vec::new();
        walk(self.folder.path(), &mut |path| {
            let changed = fs::metadata(path).and_then(|data| data.modified()).expect("a time");
            files.push((path.to_owned(), fs::read(path).expect("bytes"), changed));
        });
        files.sort();
        files
    }
}

struct Run(Output);

impl Run {
    fn code(&self) -> i32 {
        self.0.status.code().expect("an exit code")
    }

    fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "stdout:\n{}\nstderr:\n{}", self.stdout(), self.stderr());
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.stderr().contains(text), "`{text}` is not in:\n{}", self.stderr());
        self
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_docwright"))
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path| {
        let target = to.join(path.strip_prefix(from).expect("below"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(path, target).expect("a copy");
    });
}

const SPECIFICATION: &str = "specs/kingdee/operations/ls/get_coupon_center.yaml";
const GENERATED: &str = "generated/src/kingdee/retail/get_coupon_center.rs";

#[test]
fn what_is_checked_in_is_what_the_documents_give() {
    let place = Workplace::new();
    place.run(&["check"]).expect(0).says("every file is as it should be");
}

#[test]
fn a_second_run_touches_no_file() {
    let place = Workplace::new();
    place.run(&["generate"]).expect(0);
    let before = place.snapshot();
    place.run(&["generate"]).expect(0);
    assert!(before == place.snapshot());
}

#[test]
fn from_nothing_everything_is_made_again_to_the_byte() {
    let place = Workplace::new();
    for gone in ["specs/kingdee/operations", "specs/ebuychina/operations", "specs/schemas", "generated/src/kingdee"] {
        fs::remove_dir_all(place.path(gone)).expect("removed");
    }
    place.run(&["generate"]).expect(0).says("created generated/src/kingdee/retail/get_coupon_center.rs");
    for file in [SPECIFICATION, GENERATED, "specs/kingdee/docwright.lock", "generated/src/lib.rs"] {
        assert_eq!(place.read(file), fs::read_to_string(root().join(file)).expect("checked in"), "{file}");
    }
}

#[test]
fn any_change_by_hand_fails_the_check_with_the_file_and_the_command_that_mends_it() {
    for file in [
        "specs/kingdee/documents/coupon_center.md",
        "specs/ebuychina/documents/get_member_assets.txt",
        "specs/kingdee/api.yaml",
        SPECIFICATION,
        GENERATED,
        "specs/kingdee/docwright.lock",
        "specs/schemas/api.json",
        "generated/src/kingdee/mod.rs",
    ] {
        for place_in_file in [0.02, 0.5, 0.98] {
            let place = Workplace::new();
            let mut bytes = fs::read(place.path(file)).expect("bytes");
            let fraction = (bytes.len() as f64 * place_in_file) as usize;
            let at = (fraction..bytes.len()).find(|&at| bytes[at].is_ascii_alphanumeric()).expect("a letter");
            bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
            fs::write(place.path(file), bytes).expect("changed");
            for command in [&["check"][..], &["generate", "--check"]] {
                let run = place.run(command);
                assert_eq!(run.code(), 1, "{command:?} after a change of {file} at {at}:\n{}", run.stderr());
                assert!(run.stderr().contains("specs/") || run.stderr().contains("generated/"), "{}", run.stderr());
                assert!(
                    run.stderr().contains("docwright generate") || run.stderr().contains("help"),
                    "{}",
                    run.stderr()
                );
            }
        }
    }
}

#[test]
fn a_line_that_was_added_by_hand_is_kept_until_force() {
    for file in [SPECIFICATION, GENERATED] {
        let place = Workplace::new();
        let edited = format!("{}// mine\n", place.read(file));
        place.write(file, &edited);
        place.run(&["generate"]).expect(1).says(file).says("--force");
        assert_eq!(place.read(file), edited, "an edited file is not overwritten");
        place.run(&["generate", "--force"]).expect(0);
        assert_eq!(place.read(file), fs::read_to_string(root().join(file)).expect("checked in"));
    }
}

#[test]
fn nothing_is_written_beside_a_file_that_was_edited() {
    let place = Workplace::new();
    place.write(GENERATED, "mine");
    let document = place.read("specs/kingdee/documents/coupon_center.md").replace("券金额", "券的金额");
    place.write("specs/kingdee/documents/coupon_center.md", document);
    let before = place.read(SPECIFICATION);
    place.run(&["generate"]).expect(1);
    assert_eq!(place.read(SPECIFICATION), before);
}

#[test]
fn a_changed_document_changes_what_it_gave_and_nothing_else() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md").replace("券金额", "券的金额");
    place.write("specs/kingdee/documents/coupon_center.md", document);
    let run = place.run(&["generate"]).expect(0);
    let changed = run.stderr().lines().filter(|line| line.trim_start().starts_with("updated")).count();
    assert_eq!(changed, 3, "specification, generated file and lock:\n{}", run.stderr());
    assert!(place.read(GENERATED).contains("券的金额"));
}

#[test]
fn a_document_that_goes_takes_its_files_with_it_and_one_that_comes_renames_nothing() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md");
    fs::remove_file(place.path("specs/kingdee/documents/coupon_center.md")).expect("removed");
    let api = place.read("specs/kingdee/api.yaml");
    place.write("specs/kingdee/api.yaml", api.split("corrections:").next().expect("a part"));
    place.run(&["generate"]).expect(0).says("removed");
    assert!(!place.path(GENERATED).exists() && !place.path(SPECIFICATION).exists());
    place.write("specs/kingdee/documents/coupon_center.md", document);
    place.write("specs/kingdee/api.yaml", api);
    place.run(&["generate"]).expect(0);
    assert_eq!(place.read(GENERATED), fs::read_to_string(root().join(GENERATED)).expect("checked in"));
}

#[test]
fn a_bad_document_is_a_finding_and_the_others_are_generated() {
    let gbk = {
        let page = "---\ntitle: x\n---\n\n### 基本信息\n\n- 请求方式：GET\n- 请求地址：https://api.kingdee.com/jdy/v2/ls/encoded_page\n\n### 响应参数\n\n| 参数名称 | 参数类型 | 参数说明 |\n| --- | --- | --- |\n| errcode | integer | 返回码 |\n";
        encode_gbk(page)
    };
    for (name, bytes, code, expected) in [
        ("empty.md", Vec::new(), 1, "has nothing in it"),
        ("binary.md", vec![0_u8, 159, 146, 150, 0, 1, 2, 255], 1, "is not text"),
        ("guide.md", b"# A guide\n\nSome words.\n".to_vec(), 0, ""),
        ("fence.md", "# x\n\n```json\n{\"a\": 1\n".into(), 0, ""),
        ("deep.md", "> ".repeat(20_000).into_bytes(), 0, ""),
        ("brackets.md", format!("```json\n{}\n```\n", "[".repeat(100_000)).into_bytes(), 0, ""),
        ("gbk.md", gbk, 0, "gb18030"),
    ] {
        let place = Workplace::new();
        place.write(&format!("specs/kingdee/documents/{name}"), &bytes);
        place.write(GENERATED, "");
        fs::remove_file(place.path(GENERATED)).expect("removed");
        let run = place.run(&["generate", "--verbose"]);
        assert_eq!(run.code(), code, "{name}:\n{}", run.stderr());
        assert!(run.stderr().contains(expected), "{name}:\n{}", run.stderr());
        assert!(!run.stderr().contains("panicked"), "{name}:\n{}", run.stderr());
        assert!(place.path(GENERATED).exists(), "{name} stopped the other documents:\n{}", run.stderr());
    }
}

/// GBK by way of the system's tables would be a dependency; the few characters of the test page are looked up.
fn encode_gbk(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::GBK.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

#[test]
fn a_document_that_breaks_keeps_the_operation_it_gave() {
    let place = Workplace::new();
    place.write("specs/kingdee/documents/coupon_center.md", []);
    place.run(&["generate"]).expect(1).says("has nothing in it");
    place.write("specs/kingdee/documents/coupon_center.md", "# 领劵中心查询\n\n页面不存在\n");
    place.run(&["generate"]).expect(1).says("documents no operation any more");
    place.run(&["check"]).expect(1);
    assert_eq!(place.read(GENERATED), fs::read_to_string(root().join(GENERATED)).expect("checked in"));
}

#[test]
fn a_mistake_in_api_yaml_is_shown_where_it_is() {
    let place = Workplace::new();
    let api = place.read("specs/kingdee/api.yaml").replace("pagination:", "paginaton:");
    place.write("specs/kingdee/api.yaml", api);
    place.run(&["generate"]).expect(1).says("paginaton").says("specs/kingdee/api.yaml:");
}

#[test]
fn a_rename_of_nothing_is_shown_where_it_stands() {
    let place = Workplace::new();
    let text = place.read("specs/kingdee/api.yaml") + "rename: {get_coupn_center: list_coupons}\n";
    let line = text.lines().count();
    place.write("specs/kingdee/api.yaml", text);
    place
        .run(&["generate", "kingdee"])
        .expect(1)
        .says(&format!("specs/kingdee/api.yaml:{line}:10"))
        .says("did you mean `get_coupon_center`?");
}

#[test]
fn a_check_tells_of_each_stale_file_once() {
    let place = Workplace::new();
    fs::remove_file(place.path(GENERATED)).expect("removed");
    let run = place.run(&["generate", "--check", "kingdee"]).expect(1);
    assert_eq!(run.stderr().matches(GENERATED).count(), 1, "{}", run.stderr());
}

#[test]
fn usage_and_missing_folders_end_with_two() {
    let place = Workplace::empty();
    place.run(&["generate"]).expect(2).says("specs");
    place.run(&["no-such-command"]).expect(2);
    place.write("there.md", "# words\n");
    let run =
        place.run(&["parse", "--format", "json", "no-such-file.md", "there.md"]).expect(2).says("no-such-file.md");
    assert!(run.stdout().contains("there.md"), "one file that is missing does not stop the others");
    Workplace::new().run(&["generate", "nobody"]).expect(2).says("there are: ebuychina, kingdee");
}

#[test]
fn each_command_has_a_help_with_an_example() {
    let place = Workplace::empty();
    for command in ["parse", "init", "extract", "generate", "check", "mock", "completions"] {
        let run = place.run(&[command, "--help"]).expect(0);
        assert!(run.stdout().contains(&format!("docwright {command}")), "{}", run.stdout());
        assert!(run.stdout().contains("Example"), "{}", run.stdout());
    }
}

#[test]
fn parse_prints_one_json_object_a_document_and_all_units_are_accounted_for() {
    let place = Workplace::new();
    let files = [
        "specs/kingdee/documents/coupon_center.md",
        "specs/kingdee/documents/account_balance_info.md",
        "specs/ebuychina/documents/get_member_assets.txt",
    ];
    let mut arguments = vec!["parse", "--format", "json"];
    arguments.extend(files);
    let run = place.run(&arguments).expect(0);
    let lines = run.stdout().lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines.len(), files.len());
    for line in lines {
        let object: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        let ledger = &object["ledger"];
        let set_aside = ledger["set_aside"].as_array().expect("a list").len() as u64;
        assert_eq!(ledger["used"].as_u64().expect("used") + set_aside, ledger["total"].as_u64().expect("total"));
        assert_eq!(object["operations"].as_array().expect("operations").len(), 1);
        for finding in object["findings"].as_array().expect("findings") {
            assert!(
                finding["line"].is_u64()
                    && finding["file"].is_string()
                    && !finding["help"].as_str().unwrap_or("").is_empty(),
                "{finding}"
            );
        }
    }
}

#[test]
fn parse_reads_standard_input_and_a_guide_is_no_error() {
    use std::io::Write as _;
    let mut child = Command::new(binary())
        .args(["parse", "--format", "json", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("docwright runs");
    child.stdin.take().expect("standard input").write_all("# 开发规范\n\n先看这里。\n".as_bytes()).expect("written");
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success());
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(object["operations"], serde_json::json!([]));
}

#[test]
fn init_recognises_what_the_documents_show_and_generate_takes_it_from_there() {
    for (name, document, expected) in [
        (
            "kd",
            "specs/kingdee/documents/coupon_center.md",
            ["auth: kingdee-gateway", "server: https", "field: errcode", "page: page"],
        ),
        (
            "eb",
            "specs/ebuychina/documents/get_member_assets.txt",
            ["auth: ebuy-envelope", "dialect: yapi-text", "field: success", "data: content"],
        ),
    ] {
        let place = Workplace::empty();
        let document = root().join(document);
        let run = place.run(&["init", name, document.to_str().expect("a path")]).expect(0);
        assert!(run.stdout().contains("operations   1"), "{}", run.stdout());
        let api = place.read(&format!("specs/{name}/api.yaml")).replace('"', "");
        for line in expected {
            assert!(api.contains(line), "`{line}` is not in:\n{api}");
        }
        place.run(&["generate"]).expect(0);
        place.run(&["check"]).expect(0);
        place.run(&["init", name, document.to_str().expect("a path")]).expect(2).says("exists already");
    }
}
