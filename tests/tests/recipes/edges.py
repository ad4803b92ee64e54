"""Writes edges.json: what is signed at the edges of each rule, computed without anything of docwright.

The rules are written down here once more, from the vendors' own words. Run it in this folder after a change of the cases:
python3 edges.py > edges.json
"""

import base64
import hashlib
import hmac
import json
import re

SECRET = "f2adcfef73369bfc4e1384677d38a0ff"
VALUES = ["", " ", "a b", "*", "~", "/", "+", "%", "%41", "a+b%20c", "会员", "😀", "[1,2]", "a=b&c=d", "-_.", "'\"()!", "\n\t"]
NAMES = ["a", "A", "_", "a b", "a.b", "a-b", "a~", "a*", "会", "a+", "a%", "z"]


def percent(text, keep, space="%20"):
    """Percent-encodes all but letters, digits and what is to be kept."""
    def one(byte):
        character = chr(byte)
        if re.fullmatch("[A-Za-z0-9]", character) or character in keep:
            return character
        return space if character == " " else f"%{byte:02X}"
    return "".join(one(byte) for byte in text.encode())


def gw(text):
    return percent(text, "-_.~", "+")


def form(text):
    return percent(text, "*-_.", "+")


def rfc3986(text):
    return percent(text, "-_.~")


def mac(key, text, digest=hashlib.sha256):
    return hmac.new(key if isinstance(key, bytes) else key.encode(), text.encode(), digest).digest()


def digest(text, algorithm):
    return hashlib.new(algorithm, text.encode()).hexdigest()


def vector(recipe, signature, string, expected, **inputs):
    number = sum(1 for known in vectors if known["recipe"] == recipe) + 1
    vectors.append({"id": f"{recipe} {number}", "recipe": recipe, "signature": signature, **inputs,
                    "string_to_sign": string, "expected": expected})


def kingdee(method, path, query):
    sent = [(gw(name), form(value)) for name, value in query]
    signed = "&".join(f"{gw(name)}={gw(value)}" for name, value in sorted(sent, key=lambda pair: "=".join(pair).encode()))
    string = f"{method.upper()}\n{gw(path)}\n{signed}\nx-api-nonce:1234567890\nx-api-timestamp:1655775240000\n"
    expected = base64.b64encode(mac(SECRET, string).hex().encode()).decode()
    vector("kingdee-gateway", "request", string, expected, method=method, path=path, query=query,
           sent_query="&".join(f"{name}={value}" for name, value in sent),
           values={"client_secret": SECRET, "nonce": "1234567890", "timestamp": "1655775240000"})


def app_signature(app_key, app_secret):
    expected = base64.b64encode(mac(app_secret, app_key).hex().encode()).decode()
    vector("kingdee-gateway", "app_signature", app_key, expected,
           values={"token.app_key": app_key, "token.app_secret": app_secret})


def ebuy(body, members):
    """`members` are names and texts as the vendor joins them; `body` is what travels."""
    string = "&".join(f"{name}={value}" for name, value in sorted(members.items())) + "&SECRET"
    vector("ebuy-envelope", "envelope", string, digest(string, "sha256"), body=body, values={"app_secret": "SECRET"})


def wechat_pay(query, fields):
    pairs = sorted((pair for pair in query + fields if pair[0] != "sign" and pair[1] != ""), key=lambda pair: pair[0].encode())
    string = "&".join(f"{name}={value}" for name, value in pairs) + "&key=SECRET"
    for signature, expected in [("request", digest(string, "md5")), ("request_hmac", mac("SECRET", string).hex())]:
        vector("wechat-pay-v2", signature, string, expected.upper(), query=query, form=fields, values={"api_key": "SECRET"})


def taobao(query):
    pairs = sorted((pair for pair in query if pair[0] != "sign" and pair[1] != ""), key=lambda pair: pair[0].encode())
    string = "SECRET" + "".join(name + value for name, value in pairs) + "SECRET"
    vector("taobao-top", "request", string, digest(string, "md5").upper(), query=query, values={"app_secret": "SECRET"})


def aliyun(method, query):
    pairs = sorted(query, key=lambda pair: pair[0].encode())
    canonical = "&".join(f"{rfc3986(name)}={rfc3986(value)}" for name, value in pairs)
    string = f"{method.upper()}&%2F&{rfc3986(canonical)}"
    expected = base64.b64encode(mac("SECRET&", string, hashlib.sha1)).decode()
    vector("aliyun-rpc", "request", string, expected, method=method, query=query,
           sent_query="&".join(f"{rfc3986(name)}={rfc3986(value)}" for name, value in query),
           values={"access_key_secret": "SECRET"})


def dingtalk(secret):
    string = f"1655775240000\n{secret}"
    vector("dingtalk-robot", "request", string, base64.b64encode(mac(secret, string)).decode(),
           values={"secret": secret, "timestamp": "1655775240000"})


def youzan(body):
    string = f"id{body}SECRET"
    vector("youzan-push", "request", string, digest(string, "md5"), body=body,
           values={"client_id": "id", "client_secret": "SECRET"})


def wechat_mp(token, nonce, body):
    given = {"token": token, "timestamp": "1655775240", "nonce": nonce}
    for signature, values, algorithm in [("request", list(given.values()), "sha1"), ("message", [*given.values(), body], "sha256")]:
        string = "".join(sorted(values, key=str.encode))
        vector("wechat-mp", signature, string, digest(string, algorithm), body=body, values=given)


def derived(method, path, query, body):
    sent = "&".join(f"{form(name)}={form(value)}" for name, value in query)
    message = [method.upper(), path, sent, "content-type:application/json", "host:api.vendor.example", "", "content-type;host",
               digest(body, "sha256")]
    string = "\n".join(["TC3-HMAC-SHA256", "1551113065", "2019-02-25/cvm/tc3_request", digest("\n".join(message), "sha256")])
    key = mac(mac(mac("TC3SECRET", "2019-02-25"), "cvm"), "tc3_request")
    vector("derived-key", "request", string, mac(key, string).hex(), method=method, path=path, query=query, body=body,
           values={"secret_key": "SECRET", "timestamp": "1551113065", "date": "2019-02-25"})


vectors = []
REPEATED = [["b", "2"], ["a", "2"], ["b", "1"], ["a", "1"], ["a", ""]]
EDGES = [*[["v", value] for value in VALUES], *[[name, "1"] for name in NAMES]]

for edge in EDGES:
    kingdee("GET", "/jdy/v2/bd/material", [edge, ["page", "1"]])
    aliyun("GET", [edge, ["Action", "Send"]])
    taobao([edge, ["method", "x.y"]])
    wechat_pay([], [edge, ["appid", "wx"]])
for method, path in [("get", "/a"), ("Post", "/a/b/"), ("DELETE", "//a"), ("GET", "/a b/会员/~*+%"), ("GET", "/")]:
    kingdee(method, path, [])
    aliyun(method, [["Action", path]])
kingdee("GET", "/a", REPEATED)
kingdee("GET", "/a", [[name, value] for name in NAMES for value in VALUES])
app_signature("a/b+c 会", "会员 secret")
app_signature("", "")
wechat_pay(REPEATED, [["c", "3"], ["sign", "not signed"]])
aliyun("POST", REPEATED)
for secret in ["SECRET", "会员 secret", "a" * 200]:
    dingtalk(secret)
for body in ["", "{}", "[1, 2]", "{\n \"a\": \"会员 😀\"\n}", "a=1&b=%20+"]:
    youzan(body)
    derived("POST", "/", [], body)
derived("get", "/a/b", EDGES[:8], "")
for token, nonce, body in [("token", "1", ""), ("会", "b", "<xml/>"), ("same", "same", "same"), ("Z", "a", "_")]:
    wechat_mp(token, nonce, body)

ebuy("{}", {})
for value in VALUES:
    ebuy(json.dumps({"v": value, "action": "x"}, ensure_ascii=False), {"v": value, "action": "x"})
    # Escapes are of the wire; what is signed is the text.
    ebuy(json.dumps({"v": value}), {"v": value})
ebuy('{"b":1,"B":2,"_":3,"a1":4,"a":5,"a_":6,"sign":"not signed"}', {"b": "1", "B": "2", "_": "3", "a1": "4", "a": "5", "a_": "6"})
ebuy('{"n":1.50,"e":1E5,"l":12345678901234567890,"t":true,"f":false,"z":null}',
     {"n": "1.50", "e": "1E5", "l": "12345678901234567890", "t": "true", "f": "false"})
ebuy('{"list":[1,"2",{"a":"会"}],"object":{"b":{},"a":[]},"empty":""}',
     {"list": '[1,"2",{"a":"会"}]', "object": '{"b":{},"a":[]}', "empty": ""})
ebuy('{"content":"{\\"memberId\\":\\"会员/1\\"}"}', {"content": '{"memberId":"会员/1"}'})

print("[\n" + ",\n".join(json.dumps(vector, ensure_ascii=False) for vector in vectors) + "\n]")
