#include "support/certificates.hpp"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace mmf::test {

namespace {

void check(bool is_good)
{
    if (!is_good) {
        throw std::runtime_error("no certificate for the test");
    }
}

template <typename Write>
std::string write_pem(const std::filesystem::path &path, Write write)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "we"), std::fclose);
    check(file && write(file.get()) == 1);
    return path.string();
}

std::string write_certificate(const std::filesystem::path &path, X509 *certificate)
{
    return write_pem(path, [&](std::FILE *file) { return PEM_write_X509(file, certificate); });
}

std::string write_key(const std::filesystem::path &path, EVP_PKEY *key)
{
    return write_pem(path, [&](std::FILE *file) {
        return PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
}

void extend(X509 *certificate, X509 *issuer, int what, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()), X509_EXTENSION_free);
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

} // namespace

Authority::Authority(std::filesystem::path folder) : m_folder(std::move(folder)), m_key(make_key())
{
    m_certificate = make("Test authority", m_key.get(), 24L * 3600, -3600);
    check(X509_set_issuer_name(m_certificate.get(), X509_get_subject_name(m_certificate.get())) == 1);
    extend(m_certificate.get(), m_certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    extend(m_certificate.get(), m_certificate.get(), NID_key_usage, "critical,keyCertSign");
    check(X509_sign(m_certificate.get(), m_key.get(), EVP_sha256()) > 0);
    write_certificate(file(), m_certificate.get());
}

sandbox::TlsFiles Authority::issue(const std::string &names, long seconds, long begins) const
{
    return issue(names, make_key(), seconds, begins);
}

sandbox::TlsFiles Authority::issue_weak(const std::string &names) const
{
    Key key(EVP_RSA_gen(1024));
    check(key != nullptr);
    return issue(names, key, 24L * 3600, -3600);
}

sandbox::TlsFiles Authority::issue(const std::string &names, const Key &key, long seconds, long begins) const
{
    const Certificate certificate = make("Test server", key.get(), seconds, begins);
    check(X509_set_issuer_name(certificate.get(), X509_get_subject_name(m_certificate.get())) == 1);
    extend(certificate.get(), m_certificate.get(), NID_subject_alt_name, names);
    check(X509_sign(certificate.get(), m_key.get(), EVP_sha256()) > 0);
    return {write_certificate(m_folder / "server.pem", certificate.get()),
            write_key(m_folder / "server.key", key.get())};
}

sandbox::TlsFiles Authority::own() const
{
    return {file().string(), write_key(m_folder / "authority.key", m_key.get())};
}

Authority::Key Authority::make_key()
{
    Key key(EVP_EC_gen("P-256"));
    check(key != nullptr);
    return key;
}

Authority::Certificate Authority::make(const std::string &name, EVP_PKEY *key, long seconds,
                                       long begins) const
{
    Certificate certificate(X509_new());
    check(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
    const long serial = m_certificate ? 2 : 1;
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto *text = reinterpret_cast<const unsigned char *>(name.c_str());
    check(ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial) == 1 &&
          X509_gmtime_adj(X509_getm_notBefore(certificate.get()), begins) != nullptr &&
          X509_gmtime_adj(X509_getm_notAfter(certificate.get()), begins + seconds) != nullptr &&
          X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1 &&
          X509_set_pubkey(certificate.get(), key) == 1);
    return certificate;
}

} // namespace mmf::test
