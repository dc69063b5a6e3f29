#include "cli/wording.h"

#include <array>

namespace huiyin::cli {
namespace {

struct Text {
  std::string_view key, zh, en;
};

constexpr std::array kTexts{
    Text{"huiyin", "回音：每一件诉求都有人接、有时限、有回音。",
         "Huiyin: every request has a holder, a limit and an answer."},
    // --- subcommands and options ---
    Text{"init", "新建一个站点目录（示例辖区、密钥、演示账号）",
         "make a new site: the plain district, its keys, demo accounts"},
    Text{"apply", "检查站点目录并采用为新一版规则", "check the site's files and adopt them as the next edition"},
    Text{"check", "只检查站点目录，不改动任何数据", "check the site's files and change nothing"},
    Text{"serve", "启动服务，Ctrl-C 停止", "serve the site until Ctrl-C"},
    Text{"import", "按映射文件导入其他系统的工单", "bring in another system's requests by a map"},
    Text{"export", "导出案件（不含文字、联系方式和精确位置）",
         "write cases to a file, without words, contact or exact points"},
    Text{"verify", "由事件重算全部数据并逐字节核对", "rebuild every number from the events and compare"},
    Text{"explain", "说明一件案件的归类、派单和时限依据", "tell why a case has its category, unit and due time"},
    Text{"user", "管理工作人员账号", "the accounts of staff"},
    Text{"backup", "备份站点数据和密钥（可在服务运行时进行）", "copy store and keys, also while serving"},
    Text{"restore", "把备份恢复到没有数据的站点目录", "put a backup into a site without data"},
    Text{"lifecycle", "办理流程", "lifecycles"},
    Text{"lifecycle.draw", "把办理流程画成 SVG 图", "draw lifecycles as SVG pictures"},
    Text{"user.add", "新建账号", "add an account"},
    Text{"user.disable", "停用账号（--enable 恢复）", "disable an account (--enable: let it in again)"},
    Text{"user.new_password", "  密码：{0}（只显示这一次）", "  password: {0} (shown this once)"},
    Text{"user.password", "更换密码", "give a new password"},
    Text{"user.posts", "更换岗位", "give new posts"},
    Text{"user.posts_changed", "已更新 {0} 的岗位", "{0} has new posts"},
    Text{"user.list", "列出账号", "list the accounts"},
    Text{"option.site", "站点目录", "the site's folder"},
    Text{"option.store", "数据地址：sqlite:文件 或 postgresql://…（默认 SITE/data/huiyin.db）",
         "sqlite:FILE or postgresql://... (default: sqlite:SITE/data/huiyin.db)"},
    Text{"option.lang", "界面语言：zh 或 en（默认按 LANG）", "zh or en (default: by LANG)"},
    Text{"option.json", "以 JSON 输出", "answer in JSON"},
    Text{"option.progress", "总是显示进度", "show progress even where stderr is no terminal"},
    Text{"option.case", "案件编号", "the case number"},
    Text{"import.option.file", "要导入的 CSV 文件", "the CSV file"},
    Text{"import.option.map", "映射文件（YAML），示例见 examples/", "the map (YAML); see examples/"},
    Text{"export.option.format", "csv 或 jsonl", "csv or jsonl"},
    Text{"export.option.out", "输出文件（默认标准输出）", "the file to write (default: standard output)"},
    Text{"backup.option.dir", "备份目录（须为空或不存在）", "the folder of the backup, empty or not there yet"},
    Text{"restore.option.dir", "备份目录", "the folder of the backup"},
    Text{"lifecycle.option.from", "流程文件或站点目录", "a lifecycle file or a site's folder"},
    Text{"lifecycle.option.out", "图片目录（默认当前目录）", "where the pictures go (default: here)"},
    Text{"serve.option.listen", "监听地址，如 127.0.0.1:12345", "the address to listen on, like 127.0.0.1:12345"},
    Text{"serve.option.intake_limits", "公众受理限流：on 或 off", "limits of the open door: on or off"},
    Text{"serve.option.threads", "网络线程数", "threads that read and write connections"},
    Text{"serve.option.workers", "处理线程数", "threads that work on requests"},
    Text{"user.option.login", "登录名", "the login"},
    Text{"user.option.name", "姓名", "the person's name"},
    Text{"user.option.post", "岗位：角色@单位[@网格编码]，可多次给出", "ROLE@UNIT[@PLACE], may be given several times"},
    Text{"user.option.stdin", "从标准输入读取密码（否则自动生成）",
         "read the password from standard input (else one is made)"},
    Text{"user.option.enable", "重新启用", "let the account in again"},
    // --- answers ---
    Text{"init.done", "已建立站点 {0}，规则第 {1} 版已采用。", "{0} is ready; edition {1} is adopted."},
    Text{"init.accounts", "演示账号（也保存在 {0}/data/demo_accounts.txt，仅本人可读）：",
         "Demo accounts (kept in {0}/data/demo_accounts.txt, readable by you alone):"},
    Text{"init.next",
         "下一步：\n  huiyin serve {0}          启动服务，浏览器打开 http://127.0.0.1:12345\n"
         "  huiyin apply {0}          修改目录里的规则后，检查并采用\n"
         "  huiyin user {0} list      查看账号；上线前请更换演示账号",
         "Next:\n  huiyin serve {0}          then open http://127.0.0.1:12345\n"
         "  huiyin apply {0}          after changing the files: check and adopt them\n"
         "  huiyin user {0} list      the accounts; replace the demo ones before going live"},
    Text{"apply.done", "已采用第 {0} 版规则，自 {1} 起生效；在办案件仍按原版本办理。",
         "Edition {0} is adopted, effective from {1}. Open cases keep the edition they run under."},
    Text{"check.done", "检查通过：街道 {0}、社区 {1}、网格 {2}、单位 {3}、事项类型 {4}、办理流程 {5}。",
         "It holds: {0} streets, {1} communities, {2} grids, {3} units, {4} programmes, {5} lifecycles."},
    Text{"check.problems", "共 {0} 处问题，请按上面的文件和行号修改后再检查。",
         "{0} finding(s): mend them by file and line above and check again."},
    Text{"verify.progress", "核对", "verify"},
    Text{"verify.done", "核对一致：{0} 个事件、{1} 件案件。", "Everything holds: {0} events, {1} cases."},
    Text{"verify.failed", "核对不一致：{0} 个事件、{1} 件案件，问题见上。请停止写入并从备份恢复。",
         "It does not hold: {0} events, {1} cases; the faults stand above. Stop writing and restore a backup."},
    Text{"verify.fault", "不一致：{0}", "fault: {0}"},
    Text{"verify.identity",
         "受理 {0} = 在办 {1} + 办结 {2} + 不予受理 {3} + 转出 {4} + 撤回 {5} + 并案 {6}；督办中 {7}",
         "taken {0} = in hand {1} + closed {2} + refused {3} + transferred {4} + withdrawn {5} + merged {6}; "
         "supervised {7}"},
    Text{"import.progress", "导入", "import"},
    Text{"import.rows", "共 {0} 行：可读 {1}，其中此前已导入 {2}、本次导入 {3}；退回 {4}。",
         "{0} rows: {1} read, {2} of them were here already, {3} brought in; {4} rejected."},
    Text{"import.head", "                   受理     在办    办结    超期 不予受理         转出       撤回",
         "                  taken  in hand  closed    late  refused  transferred  withdrawn"},
    Text{"import.row", "{0}{1:>8}{2:>9}{3:>8}{4:>8}{5:>9}{6:>13}{7:>11}",
         "{0}{1:>8}{2:>9}{3:>8}{4:>8}{5:>9}{6:>13}{7:>11}"},
    Text{"import.file", "文件可读行     ", "rows that read "},
    Text{"import.added", "本次导入       ", "brought in     "},
    Text{"import.moved", "台账变动       ", "tallies moved  "},
    Text{"import.agrees", "两边数字一致。", "The numbers agree."},
    Text{"import.disagrees", "两边数字不一致：如有其他程序同时写入属正常，否则请运行 huiyin verify。",
         "The numbers do not agree: fine if somebody else wrote meanwhile, else run huiyin verify."},
    Text{"import.rejects", "{0} 行无法读取，原因见 {1}；改好后可再次导入，不会重复。",
         "{0} rows do not read; {1} says why. Import again after mending: nothing comes in twice."},
    Text{"import.stopped", "已中止；已导入的行保留，再次运行即可接着导入。",
         "Stopped. What is in stays; run it again to go on."},
    Text{"import.map_broken", "映射文件有误，未导入任何行", "the map does not hold; nothing was brought in"},
    Text{"explain.category", "{0}（规则第 {1} 版）：归类 {2} {3}", "{0} (edition {1}): category {2} {3}"},
    Text{"explain.keywords", "  描述中的依据：{0}", "  words that speak for it: {0}"},
    Text{"explain.duty", "  派单依据 duties.csv 第 {0} 行（{1}，{2}）：{3} {4}",
         "  in charge by duties.csv line {0} ({1}, {2}): {3} {4}"},
    Text{"explain.no_duty", "  无派单依据：{0}", "  nobody in charge: {0}"},
    Text{"explain.due", "  时限 {0}（{1}）：", "  clock {0} ({1}):"},
    Text{"explain.no_promise", "  目前没有在计的对外时限。", "  nothing is promised any more."},
    Text{"user.added", "已新建账号 {0}", "{0} is added"},
    Text{"user.disabled", "已停用 {0}", "{0} is disabled"},
    Text{"user.enabled", "已启用 {0}", "{0} is let in again"},
    Text{"user.renewed", "已更换 {0} 的密码", "{0} has a new password"},
    Text{"user.line", "{0}  {1} {2}", "{0}  {1} {2}"},
    Text{"user.line_disabled", "{0}  {1}（已停用）{2}", "{0}  {1} (disabled) {2}"},
    Text{"backup.progress", "备份", "backup"},
    Text{"backup.done", "{0} 已备份到 {1}；其中 keys/ 是密钥，请另行妥善保管。",
         "{0} is copied to {1}. keys/ in it are the keys: keep them elsewhere."},
    Text{"restore.progress", "恢复", "restore"},
    Text{"restore.done", "已由 {1} 恢复到 {0}；请运行 huiyin verify {0} 核对。",
         "{0} is restored from {1}; run huiyin verify {0}."},
    Text{"export.done", "已导出 {0} 件到 {1}", "{0} cases written to {1}"},
    Text{"export.stopped", "已中止，导出了 {0} 件；文件不完整。", "Stopped after {0} cases; the file is not whole."},
    Text{"lifecycle.drawn", "已画出 {0}", "{0} is drawn"},
    Text{"lifecycle.broken", "流程文件有误", "the lifecycle does not hold"},
    Text{"stopped.nothing_changed", "已中止，未改动任何数据。", "Stopped; nothing was changed."},
    // --- errors ---
    Text{"error", "未能完成：{0}。{1}", "It did not work: {0}. {1}"},
    Text{"error.where", "  位置：{0}", "  where: {0}"},
    Text{"error.allowed", "  可以是：{0}", "  may be: {0}"},
    Text{"error.use", "用法有误：{0}\n查看用法：huiyin --help，或 huiyin 子命令 --help",
         "Wrong use: {0}\nSee huiyin --help, or huiyin COMMAND --help"},
    Text{"advice.store_unavailable",
         "请检查：磁盘是否已满、数据库是否可达、是否有另一个程序正在使用该站点（如正在运行的服务）；然后重试。",
         "Look whether the disk is full, the database reachable, or another program (a running server) uses this site; "
         "then try again."},
    Text{"advice.broken_definition", "请按文件和行号改正后重试。", "Mend the file at the line named and try again."},
    Text{"advice.corrupt", "请运行 huiyin verify 查明范围，必要时从备份恢复。",
         "Run huiyin verify to see how far it goes; restore a backup where needed."},
};

}  // namespace

std::string_view text_of(std::string_view key, http::Language language) {
  for (const auto& text : kTexts) {
    if (text.key == key) return language == http::Language::zh ? text.zh : text.en;
  }
  return {};
}

}  // namespace huiyin::cli
