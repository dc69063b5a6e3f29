#include "app/photo_shelf.h"
#include "app/reencode_photo.h"
#include "app/show_photo.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

constexpr const char* kPictureType = "image/jpeg";

Result<Response> upload(Api& api, const Request& request) {
  auto key = api.app.photos.keep(request.body);
  if (!key) return std::unexpected(key.error());
  return api.view(201, KeptPhoto{std::move(*key)});
}

Result<Response> show(const Api& api, const Request& request, const Caller& caller) {
  const auto size = text_of(request, "size");
  if (!size.empty() && size != "full" && size != "thumb") {
    return refuse(RefusalCode::invalid_input, "must be full or thumb", "/size", {"full", "thumb"});
  }
  auto bytes = show_photo(api.app, caller, std::string{request.param("case_no")}, std::string{request.param("photo")},
                          size == "thumb" ? PhotoSize::thumb : PhotoSize::full);
  if (!bytes) return std::unexpected(bytes.error());
  Response response{.status = 200, .content_type = kPictureType, .body = std::move(*bytes), .headers = {}};
  response.headers.add("Cache-Control", "private, max-age=3600");
  return response;
}

}  // namespace

void add_photo_routes(Api& api, Router& router) {
  NewRoute uploading{api, "POST /api/v1/uploads", "upload_photo", open_to_everyone()};
  uploading.says("cases", "Send a picture before the words that show it; unused it goes after a day")
      .takes_bytes({"image/jpeg", "image/png", "image/webp"}, kPhotoBytesMax)
      .answers<KeptPhoto>(201, "Made anew without position and camera; `photo` goes into a form's list of photos");
  if (api.options.intake_limits) uploading.limited_by(api.upload_limiter);
  router.add(uploading.by([&api](const Request& request, const Caller&) { return upload(api, request); }));
  router.add(
      NewRoute{api, "GET /api/v1/cases/{case_no}/photos/{photo}", "case_photo", open_to_everyone()}
          .says("cases", "A picture of a case, to whom may see it there")
          .query("size", "full: at most 2,048 px a side; thumb: 320", R"({"enum":["full","thumb"],"default":"full"})")
          .answers(200, "The picture", {}, kPictureType)
          .by([&api](const Request& request, const Caller& caller) { return show(api, request, caller); }));
}

}  // namespace huiyin::http
