# What is fuzzed, in one library, and no more: all the layers would take five times as long to compile. Where the linker
# misses something, its source goes here.
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(RapidJSON REQUIRED)
find_package(tl-expected REQUIRED)
find_package(meshoptimizer REQUIRED)
pkg_check_modules(TURBOJPEG REQUIRED IMPORTED_TARGET libturbojpeg)

set(plugin_sources
    api/answer.cpp api/avatar.cpp api/licence.cpp api/objects.cpp
    auth/account_creation.cpp auth/authorization.cpp auth/browser_pages.cpp auth/client_settings.cpp auth/dialect.cpp
    auth/form_request.cpp auth/introspection.cpp auth/loopback_port_posix.cpp auth/loopback_reply.cpp
    auth/loopback_request.cpp auth/pasted_redirect.cpp auth/pkce.cpp auth/profile.cpp auth/profile_choices.cpp
    auth/profile_file.cpp auth/redirect.cpp auth/token_answer.cpp auth/token_store.cpp
    base/catalogue.cpp base/digest.cpp base/files_posix.cpp base/json.cpp base/json_secret.cpp base/paths_posix.cpp
    base/plural_rule.cpp base/result.cpp base/secret.cpp base/utf8.cpp
    http/retry.cpp http/transport.cpp http/url.cpp
    model/edges.cpp model/mesh.cpp model/plate.cpp model/ply.cpp model/print_check.cpp model/reduce.cpp
    model/shells.cpp model/stl.cpp model/stl_reader.cpp model/stl_records.cpp model/surface.cpp model/weld.cpp
    picture/background.cpp picture/camera.cpp picture/file_facts.cpp picture/ground.cpp picture/jpeg.cpp
    picture/light.cpp picture/normals.cpp picture/occlusion.cpp picture/projection.cpp picture/render.cpp
    picture/scene.cpp picture/sight.cpp picture/visibility.cpp
    publish/draft_book.cpp publish/draft_details.cpp publish/settings.cpp)
set(slicer_sources
    shim_slicer/file_io_posix.cpp shim_slicer/mesh.cpp shim_slicer/model_stream.cpp shim_slicer/plate.cpp
    shim_slicer/plate_extension.cpp shim_slicer/stl_file.cpp shim_slicer/stl_text.cpp shim_slicer/transform.cpp
    wx_host/utf8.cpp)
list(TRANSFORM plugin_sources PREPEND ${PROJECT_SOURCE_DIR}/plugin/)
list(TRANSFORM slicer_sources PREPEND ${PROJECT_SOURCE_DIR}/sdk_shim/)

add_compile_options(-fsanitize-ignorelist=${CMAKE_CURRENT_SOURCE_DIR}/ignorelist.txt)
add_library(mmf_fuzzed STATIC ${plugin_sources} ${slicer_sources})
target_include_directories(mmf_fuzzed PUBLIC ${PROJECT_SOURCE_DIR}/plugin ${PROJECT_SOURCE_DIR}/sdk_shim)
target_include_directories(mmf_fuzzed SYSTEM PUBLIC ${RAPIDJSON_INCLUDE_DIRS} ${RapidJSON_INCLUDE_DIRS})
target_link_libraries(mmf_fuzzed
    PUBLIC slicer_sdk CURL::libcurl OpenSSL::Crypto tl::expected Threads::Threads
    PRIVATE meshoptimizer::meshoptimizer PkgConfig::TURBOJPEG project_warnings)
