# syntax=docker/dockerfile:1
FROM arm64v8/amazonlinux AS build
RUN dnf install -y cmake gcc-c++ git glibc-static libstdc++-static make zip && dnf clean all
# Only to talk to the runtime's own address: no TLS, and nothing shared.
RUN git clone --depth 1 --branch curl-8_12_1 https://github.com/curl/curl /opt/curl && \
    cmake -S /opt/curl -B /opt/curl/build -DBUILD_SHARED_LIBS=OFF -DHTTP_ONLY=ON \
      -DCURL_ENABLE_SSL=OFF -DCURL_USE_LIBPSL=OFF -DCURL_ZLIB=OFF -DBUILD_CURL_EXE=OFF && \
    cmake --build /opt/curl/build --target install
RUN git clone --depth 1 --branch v0.2.10 \
      https://github.com/awslabs/aws-lambda-cpp /opt/aws-lambda-cpp && \
    cmake -S /opt/aws-lambda-cpp -B /opt/aws-lambda-cpp/build \
      -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr/local && \
    cmake --build /opt/aws-lambda-cpp/build --target install
WORKDIR /src
COPY CMakeLists.txt ./
COPY src/ src/
RUN cmake -B /out -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=/usr/local && \
    cmake --build /out --target aws-lambda-package-refunds

# docker buildx build -f docker/build.Dockerfile --output dist .
FROM scratch
COPY --from=build /out/refunds.zip /
