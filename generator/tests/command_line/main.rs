//! The command line as a user runs it: what it writes, what it refuses, what it says, its exit codes.

mod changes;
mod init;
mod workplace;

use std::fs;
use std::process::Command;

use workplace::{Workplace, binary, encode_gbk, root};

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
fn a_misspelt_name_in_api_yaml_is_answered_with_the_one_that_was_meant() {
    let place = Workplace::new();
    let good = place.read("specs/kingdee/api.yaml");
    let base = good.split("corrections:").next().expect("a part").to_owned();
    for (written, misspelt, meant) in [
        ("auth: kingdee-gateway", "auth: kingdee-gatway", "kingdee-gateway"),
        ("dialect: kingdee", "dialect: kingdeee", "kingdee"),
        ("groups: {ls:", "groups: {lss:", "ls"),
        ("field: errcode", "field: errcod", "errcode"),
        ("data: data", "data: dat", "data"),
        ("page: page", "page: pagee", "page"),
        ("size: page_size", "size: pagesize", "page_size"),
        ("items: rows", "items: row", "rows"),
        ("total: count", "total: cuont", "count"),
        ("", "rename: {get_coupon_centre: list_coupons}\n", "get_coupon_center"),
    ] {
        assert!(base.contains(written), "{written} is not in:\n{base}");
        let text = if written.is_empty() { format!("{base}{misspelt}") } else { base.replacen(written, misspelt, 1) };
        place.write("specs/kingdee/api.yaml", text);
        let run = place.run(&["generate", "kingdee", "--check", "--deny", "warning"]).expect(1);
        run.says(&format!("did you mean `{meant}`?")).says("specs/kingdee/api.yaml:");
    }
    place.run(&["parse", "--dialect", "englsh", "specs/kingdee/api.yaml"]).expect(2).says("did you mean `english`?");
}

#[test]
fn a_correction_that_fails_keeps_all_files_of_its_api_as_they_were() {
    let place = Workplace::new();
    let document = place.read("specs/kingdee/documents/coupon_center.md").replace("券金额", "券的金额");
    place.write("specs/kingdee/documents/coupon_center.md", document);
    let api = place.read("specs/kingdee/api.yaml");
    for (written, misspelt) in [("valid_date_end", "valid_date_ende"), ("set: {format:", "set: {fromat:")] {
        assert!(api.contains(written), "{written}");
        place.write("specs/kingdee/api.yaml", api.replacen(written, misspelt, 1));
        let before = place.snapshot();
        for command in ["extract", "generate", "check"] {
            place.run(&[command]).expect(1).says("did you mean").says("no file was changed");
            assert!(before == place.snapshot(), "{command} wrote beside a correction that fails");
        }
    }
    place.write("specs/kingdee/api.yaml", api);
    place.run(&["generate"]).expect(0);
    assert!(place.read(GENERATED).contains("券的金额"));
}

#[test]
fn a_correction_of_a_document_that_went_away_is_all_there_is_to_tell() {
    let place = Workplace::new();
    fs::remove_file(place.path("specs/kingdee/documents/coupon_center.md")).expect("removed");
    let run = place.run(&["generate", "kingdee"]).expect(1).says("documents/coupon_center.md documented it");
    assert_eq!(run.stderr().matches("DW0404").count(), 0, "{}", run.stderr());
    let api = place.read("specs/kingdee/api.yaml");
    place.write("specs/kingdee/api.yaml", api.split("corrections:").next().expect("a part"));
    let run = place.run(&["generate", "kingdee"]).expect(0).says("no operation is read page by page");
    assert_eq!(run.stderr().matches("DW0404").count(), 1, "{}", run.stderr());
}

#[test]
fn errors_come_last_where_they_are_seen() {
    let place = Workplace::new();
    place.write("specs/ebuychina/documents/empty.txt", []);
    let run = place.run(&["generate"]).expect(1);
    let (warning, error) =
        (run.stderr().find("warning[").expect("a warning"), run.stderr().find("error[").expect("an error"));
    assert!(warning < error, "{}", run.stderr());
}
