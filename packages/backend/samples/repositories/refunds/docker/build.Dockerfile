# syntax=docker/dockerfile:1
FROM arm64v8/amazonlinux AS build
RUN dnf install -y cmake gcc-c++ git libcurl-devel make zip && dnf clean all
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
