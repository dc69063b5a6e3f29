#include "http/routes/index_page.h"

#include <fmt/format.h>

namespace huiyin::http {
namespace {

constexpr const char* kPage = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>回音 Huiyin · {0}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }}
</style>
</head>
<body>
<main>
<h1>回音 Huiyin</h1>
<p>{0}</p>
<p>这里运行着回音：居民的每一件诉求，都有编号、有期限、有回复。</p>
<ul>
<li><a href="/api/v1/definitions">事项、分类、单位与网格</a></li>
<li><a href="/api/v1/cases">公开的诉求</a></li>
<li><a href="/api/v1/boards">数字</a></li>
<li><a href="/openapi.json">接口文档（OpenAPI 3.1）</a></li>
<li><a href="/healthz">运行状况</a>、<a href="/metrics">运行指标</a></li>
</ul>
<section lang="en">
<p>{1}</p>
<p>Huiyin runs here: every matter a resident brings has a number, a due time and an answer.</p>
<ul>
<li><a href="/api/v1/definitions">programmes, categories, units and grids</a></li>
<li><a href="/api/v1/cases">public cases</a></li>
<li><a href="/api/v1/boards">numbers</a></li>
<li><a href="/openapi.json">interface (OpenAPI 3.1)</a></li>
<li><a href="/healthz">health</a>, <a href="/metrics">figures</a></li>
</ul>
</section>
</main>
</body>
</html>
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

std::string index_html(const Wording& site_name) {
  return fmt::format(fmt::runtime(kPage), escaped(site_name.zh), escaped(site_name.en));
}

}  // namespace huiyin::http
