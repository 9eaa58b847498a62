/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

function names(text: string): string[] {
  return text.trim().split(/\s+/);
}

// Names that another library of the list has with its full release behind it
// (libacl.so.1.1.2301 beside libacl.so.1) are left out, as are libmvec.so.1,
// which only x86_64 has, and the loader. Sources: see `sources.ts`.

/**
 * /lib64 of the managed AL2 runtime and of its image.
 *
 * @internal
 */
export const AL2_MANAGED = names(`
  libBrokenLocale.so.1 libSegFault.so libacl.so.1 libanl.so.1 libattr.so.1
  libc.so.6 libcap.so.2 libcidn.so.1 libcom_err.so.2 libcrypto.so.1.0.2k
  libcrypto.so.10 libdl.so.2 libffi.so.6 libform.so.6 libformw.so.6
  libfreebl3.so libfreeblpriv3.so libgcc_s.so.1 libgmp.so.10 libgmpxx.so.4
  libgssapi_krb5.so.2 libgssrpc.so.4 libk5crypto.so.3 libkdb5.so.8
  libkeyutils.so.1 libkrad.so.0 libkrb5.so.3 libkrb5support.so.0 libm.so.6
  libmemusage.so libmenu.so.6 libmenuw.so.6 libncurses.so.6 libncursesw.so.6
  libnsl.so.1 libnspr4.so libnss_compat.so.2 libnss_dns.so.2
  libnss_files.so.2 libnssckbi.so libnssutil3.so libp11-kit.so.0
  libpanel.so.6 libpanelw.so.6 libpcprofile.so libpcre.so.1 libpcre16.so.0
  libpcre32.so.0 libpcrecpp.so.0 libpcreposix.so.0 libplc4.so libplds4.so
  libpopt.so.0 libpthread.so.0 libresolv.so.2 librt.so.1 libselinux.so.1
  libsepol.so.1 libssl.so.1.0.2k libssl.so.10 libstdc++.so.6 libtasn1.so.6
  libthread_db-1.0.so libthread_db.so.1 libtic.so.6 libtinfo.so.6
  libutil.so.1 libverto.so.1 libz.so.1 p11-kit-proxy.so p11-kit-trust.so
`);

/**
 * /lib64 of the AL2 image, and not of the managed runtime.
 *
 * @internal
 */
export const AL2_IMAGE_ONLY = names(`
  libassuan.so.0 libblkid.so.1 libbz2.so.1 libcrypt.so.1 libcurl.so.4
  libdb-5.3.so libdb-5.so libelf.so.1 libexpat.so.1 libfontconfig.so.1
  libfreetype.so.6 libgcrypt.so.11 libgdbm.so.4 libgdbm_compat.so.4
  libgio-2.0.so.0 libglib-2.0.so.0 libgmodule-2.0.so.0 libgobject-2.0.so.0
  libgpg-error.so.0 libgpgme-pthread.so.11 libgpgme.so.11
  libgthread-2.0.so.0 libhistory.so.6 libicudata.so.50 libicui18n.so.50
  libicuio.so.50 libicule.so.50 libiculx.so.50 libicutest.so.50
  libicutu.so.50 libicuuc.so.50 libidn2.so.0 liblber-2.4.so.2
  libldap-2.4.so.2 libldap_r-2.4.so.2 liblua-5.1.so liblzma.so.5
  libmagic.so.1 libmount.so.1 libnghttp2.so.14 libnss3.so libnssdbm3.so
  libnsspem.so libnsssysinit.so libpng15.so.15 libpsl.so.5 libpsx.so.2
  libpth.so.20 libpython2.7.so.1.0 libreadline.so.6 librpm.so.3
  librpmbuild.so.3 librpmio.so.3 librpmsign.so.1 libsasl2.so.3
  libslapi-2.4.so.2 libsmime3.so libsoftokn3.so libsqlite3.so.0 libssh2.so.1
  libssl3.so libunistring.so.0 libuuid.so.1 libxml2.so.2
`);

/**
 * /lib64 of the AL2023 image.
 *
 * @internal
 */
export const AL2023_IMAGE = names(`
  libBrokenLocale.so.1 libSegFault.so libacl.so.1 libanl.so.1
  libarchive.so.13 libassuan.so.0 libattr.so.1 libaudit.so.1 libauparse.so.0
  libblkid.so.1 libbz2.so.1 libc.so.6 libc_malloc_debug.so.0 libcap-ng.so.0
  libcap.so.2 libcom_err.so.2 libcrypto.so.3 libcurl.so.4 libdl.so.2
  libdnf.so.2 libdrop_ambient.so.0 libffi.so.8 libform.so.6 libformw.so.6
  libgcc_s.so.1 libgcrypt.so.20 libgio-2.0.so.0 libgirepository-1.0.so.1
  libgirepository-2.0.so.0 libglib-2.0.so.0 libgmodule-2.0.so.0 libgmp.so.10
  libgobject-2.0.so.0 libgpg-error.so.0 libgpgme.so.11 libgssapi_krb5.so.2
  libgssrpc.so.4 libgthread-2.0.so.0 libhistory.so.8 libidn2.so.0
  libjson-c.so.5 libk5crypto.so.3 libkdb5.so.10 libkeyutils.so.1
  libkrad.so.0 libkrb5.so.3 libkrb5support.so.0 liblua-5.3.so liblua-5.4.so
  liblz4.so.1 liblzma.so.5 libm.so.6 libmagic.so.1 libmemusage.so
  libmenu.so.6 libmenuw.so.6 libmodulemd.so.2 libmount.so.1 libmpfr.so.6
  libncurses.so.6 libncursesw.so.6 libnghttp2.so.14 libnpth.so.0
  libnss_compat.so.2 libnss_dns.so.2 libnss_files.so.2 libnssckbi.so
  libp11-kit.so.0 libpanel.so.6 libpanelw.so.6 libpcprofile.so
  libpcre2-8.so.0 libpcre2-posix.so.3 libpeas-1.0.so.0 libpopt.so.0
  libpsl.so.5 libpsx.so.2 libpthread.so.0 libreadline.so.8 librepo.so.0
  libresolv.so.2 librpm.so.9 librpmio.so.9 librt.so.1 libselinux.so.1
  libsepol.so.2 libsigsegv.so.2 libsmartcols.so.1 libsolv.so.1
  libsolvext.so.1 libsqlite3.so.0 libssl.so.3 libstdc++.so.6 libtasn1.so.6
  libthread_db.so.1 libtic.so.6 libtinfo.so.6 libunistring.so.2 libutil.so.1
  libuuid.so.1 libverto.so.1 libxml2.so.2 libyaml-0.so.2 libz.so.1
  libzstd.so.1 p11-kit-proxy.so
`);

/**
 * Names that programs ask for and AL2023 runtimes do not have.
 *
 * @internal
 */
export const AL2023_ABSENT = names(`
  libcrypt.so.1 libnsl.so.1 libexpat.so.1 libnss3.so libdb-5.3.so
  libssl.so.1.1 libssl.so.10 libjpeg.so.62 libpng16.so.16 libatomic.so.1
  libgomp.so.1 libicuuc.so.50 libcrypto.so.1.1 libcrypto.so.10 libnspr4.so
`);

/**
 * Those of the AL2023 image that were reported absent from the managed runtime.
 *
 * @internal
 */
export const AL2023_REPORTED_ABSENT = names(`
  libassuan.so.0 libgcrypt.so.20 libgobject-2.0.so.0 libgpg-error.so.0
  libgpgme.so.11 libgpgme-pthread.so.11
`);

/**
 * The C libraries of musl and Android, which Amazon Linux cannot have.
 *
 * @internal
 */
export const OTHER_LIBC = names(`
  libc.so libc.musl-x86_64.so.1 libc.musl-aarch64.so.1 ld-musl-x86_64.so.1
  ld-musl-aarch64.so.1 liblog.so
`);

/**
 * What the packages of AL1 that are known are made of.
 *
 * @internal
 */
export const AL1_KNOWN = names(`
  libanl.so.1 libc.so.6 libcrypto.so.10 libdl.so.2 libgcc_s.so.1 libm.so.6
  libpthread.so.0 libresolv.so.2 librt.so.1 libssl.so.10 libstdc++.so.6
  libutil.so.1 libz.so.1
`);
