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

// Written by scripts/generate-openapi.mjs from openapi.yaml; do not edit.

// prettier-ignore
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "lambda-compat",
    "version": "1",
    "description": "What the builds of AWS Lambda functions pull, per catalog entity and across the organization.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/entities/{kind}/{namespace}/{name}/report": {
      "get": {
        "operationId": "GetEntityReport",
        "description": "Everything known about what the builds of one entity pull. An entity that is not known yet becomes known by this request, and its report says that it was never collected.",
        "tags": [
          "Reports"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The report.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityReport"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/references/{referenceId}/patch": {
      "get": {
        "operationId": "GetPinPatch",
        "description": "The unified diff that pins a reference to the given digest, for use with `git apply` at the root of the repository.",
        "tags": [
          "Reports"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "referenceId",
            "in": "path",
            "required": true,
            "description": "The `id` of a reference of the entity's report.",
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9_-]{1,64}$"
            }
          },
          {
            "name": "digest",
            "in": "query",
            "required": true,
            "description": "The digest of an image index or an image manifest.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "pattern": "^sha256:[0-9a-f]{64}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The patch.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PinPatch"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "409": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/refresh": {
      "post": {
        "operationId": "RefreshEntity",
        "description": "Makes the entity due now. Answers before it has been read; the report's `attemptedAt` tells when it was.",
        "tags": [
          "Reports"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "202": {
            "description": "The entity will be read soon."
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "409": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/coverage/summary": {
      "get": {
        "operationId": "GetCoverageSummary",
        "description": "The numbers of all components in scope that the caller may read.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          }
        ],
        "responses": {
          "200": {
            "description": "The numbers.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CoverageSummary"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/coverage/groups": {
      "get": {
        "operationId": "ListCoverageGroups",
        "description": "The numbers by group, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it. Without a cursor, `groupBy` has to be given.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/groupBy"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/groupOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of groups.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CoverageGroupPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/coverage/trend": {
      "get": {
        "operationId": "GetCoverageTrend",
        "description": "The numbers of each day on which they were counted, as they were on that day.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/days"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          }
        ],
        "responses": {
          "200": {
            "description": "The days, oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CoverageTrend"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/components": {
      "get": {
        "operationId": "ListComponents",
        "description": "Components, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/state"
          },
          {
            "$ref": "#/components/parameters/weakest"
          },
          {
            "$ref": "#/components/parameters/pinClass"
          },
          {
            "$ref": "#/components/parameters/image"
          },
          {
            "$ref": "#/components/parameters/problem"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/componentOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of components.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ComponentPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/references": {
      "get": {
        "operationId": "ListReferences",
        "description": "References that builds pull, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/state"
          },
          {
            "$ref": "#/components/parameters/pinClass"
          },
          {
            "$ref": "#/components/parameters/image"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/referenceOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of references.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReferencePage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/problems": {
      "get": {
        "operationId": "ListProblems",
        "description": "Configuration problems, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/problem"
          },
          {
            "$ref": "#/components/parameters/severity"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/problemOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of problems.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProblemPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/components": {
      "get": {
        "operationId": "ExportComponents",
        "description": "All components that match, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/state"
          },
          {
            "$ref": "#/components/parameters/weakest"
          },
          {
            "$ref": "#/components/parameters/pinClass"
          },
          {
            "$ref": "#/components/parameters/image"
          },
          {
            "$ref": "#/components/parameters/problem"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/componentOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ComponentCoverage"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/references": {
      "get": {
        "operationId": "ExportReferences",
        "description": "All references that match, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/state"
          },
          {
            "$ref": "#/components/parameters/pinClass"
          },
          {
            "$ref": "#/components/parameters/image"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/referenceOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ReferenceListItem"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/problems": {
      "get": {
        "operationId": "ExportProblems",
        "description": "All problems that match, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Coverage"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/problem"
          },
          {
            "$ref": "#/components/parameters/severity"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/problemOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ProblemListItem"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/compatibility": {
      "get": {
        "operationId": "GetEntityCompatibility",
        "description": "What is known of the compatibility of one entity with its runtimes.",
        "tags": [
          "Compatibility"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The verdicts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityCompatibility"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/functions/{uploadId}/artifacts": {
      "get": {
        "operationId": "GetFunctionArtifacts",
        "description": "The reports of the artifacts of an uploaded function. They can be megabytes.",
        "tags": [
          "Compatibility"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "uploadId",
            "in": "path",
            "required": true,
            "description": "The `id` of a function of the entity's compatibility.",
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9-]{1,64}$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The reports.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FunctionArtifacts"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/reports": {
      "post": {
        "operationId": "UploadReport",
        "description": "Brings what was measured of a function, with an external access token. The same artifacts and settings again give the same id. Nothing is stored unless the answer is 200 or 201.",
        "tags": [
          "Compatibility"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 5 MiB, at most 32 levels deep, not encoded.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReportUpload"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The same was there already. It is as it was, or measured anew.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadResult"
                }
              }
            }
          },
          "201": {
            "description": "The upload is stored and judged.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "409": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "413": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "415": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/risk/summary": {
      "get": {
        "operationId": "GetRiskSummary",
        "description": "The verdicts of all components in scope that the caller may read.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          }
        ],
        "responses": {
          "200": {
            "description": "The numbers.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskSummary"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/risk/groups": {
      "get": {
        "operationId": "ListRiskGroups",
        "description": "The verdicts by group, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it. Without a cursor, `groupBy` has to be given.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/riskGroupBy"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/riskGroupOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of groups.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskGroupPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/risk/components": {
      "get": {
        "operationId": "ListRiskComponents",
        "description": "Components with their verdicts, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/rule"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/riskOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of components.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RiskComponentPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/what-if": {
      "get": {
        "operationId": "Simulate",
        "description": "What would become of components on another runtime or architecture, or built on another image, paged. One of the three has to be given, and an image alone. While the image is being read the answer is 503, with the seconds after which to ask again. Nothing is stored. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/targetRuntime"
          },
          {
            "$ref": "#/components/parameters/targetArchitecture"
          },
          {
            "$ref": "#/components/parameters/targetImage"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/outcome"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/whatIfOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of components.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WhatIfAnswer"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "503": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/risk": {
      "get": {
        "operationId": "ExportRisk",
        "description": "All components that match with their verdicts, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/rule"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/riskOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/RiskComponent"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/what-if": {
      "get": {
        "operationId": "ExportWhatIf",
        "description": "A whole simulation, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/targetRuntime"
          },
          {
            "$ref": "#/components/parameters/targetArchitecture"
          },
          {
            "$ref": "#/components/parameters/targetImage"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/outcome"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/whatIfOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/WhatIfComponent"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "503": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tags": {
      "get": {
        "operationId": "ListTags",
        "description": "Watched tags that components name which the caller may read, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/registry"
          },
          {
            "$ref": "#/components/parameters/tagState"
          },
          {
            "$ref": "#/components/parameters/failing"
          },
          {
            "$ref": "#/components/parameters/tagOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of tags.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WatchedTagPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tags/{tagId}": {
      "get": {
        "operationId": "GetTagHistory",
        "description": "Where a tag pointed to and when: of each kind of entry at most 500, the newest.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/tagIdInPath"
          },
          {
            "$ref": "#/components/parameters/historyDays"
          }
        ],
        "responses": {
          "200": {
            "description": "The history.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TagHistory"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves": {
      "get": {
        "operationId": "ListTagMoves",
        "description": "Moves of watched tags, newest first, paged. The scope is of components that name the tag, or named it when it moved. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/tagId"
          },
          {
            "$ref": "#/components/parameters/moveClass"
          },
          {
            "$ref": "#/components/parameters/contentsClass"
          },
          {
            "$ref": "#/components/parameters/platform"
          },
          {
            "$ref": "#/components/parameters/exposed"
          },
          {
            "$ref": "#/components/parameters/since"
          },
          {
            "$ref": "#/components/parameters/tagMoveOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of moves.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TagMovePage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves/{moveId}": {
      "get": {
        "operationId": "GetTagMove",
        "description": "One move, with the numbers of components that it concerns.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/moveIdInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The move.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TagMoveDetails"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves/{moveId}/comparison": {
      "get": {
        "operationId": "GetTagMoveComparison",
        "description": "What changed with a move for one platform. Lists of files may be cut.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/moveIdInPath"
          },
          {
            "$ref": "#/components/parameters/comparedPlatform"
          }
        ],
        "responses": {
          "200": {
            "description": "The comparison, or why there is none.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MoveComparison"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves/{moveId}/pins": {
      "get": {
        "operationId": "ListTagMovePins",
        "description": "What to pin the references to that a move exposes: at most 100, in the order of the impact.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/moveIdInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The pins.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReferencePinList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves/{moveId}/summary": {
      "get": {
        "operationId": "GetTagMoveSummary",
        "description": "The move with what came with it, whom it concerns and what to pin to, in Markdown.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/moveIdInPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The summary.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TagMoveSummary"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tag-moves/{moveId}/impact": {
      "get": {
        "operationId": "ListTagImpact",
        "description": "The places in build files that a move concerns, those of exposed components first, then by owner and name, paged. A cursor brings the filter and the order with it; nothing but `limit` may stand beside it.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/moveIdInPath"
          },
          {
            "$ref": "#/components/parameters/exposure"
          },
          {
            "$ref": "#/components/parameters/tagImpactOrderField"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of places.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TagImpactPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/tags/{tagId}/comparison": {
      "get": {
        "operationId": "CompareDigests",
        "description": "What changed between two digests that a tag, or one of its platforms, has pointed to. Lists of files may be cut.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/tagIdInPath"
          },
          {
            "$ref": "#/components/parameters/fromDigest"
          },
          {
            "$ref": "#/components/parameters/toDigest"
          },
          {
            "$ref": "#/components/parameters/comparedPlatform"
          }
        ],
        "responses": {
          "200": {
            "description": "The comparison, or why there is none.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MoveComparison"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/runtime-profiles": {
      "get": {
        "operationId": "ListRuntimeProfiles",
        "description": "What the runtimes provide on which the functions are that the caller may read, and since when that is known.",
        "tags": [
          "Risk"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [],
        "responses": {
          "200": {
            "description": "The profiles.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RuntimeProfileList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/registries": {
      "get": {
        "operationId": "ListRegistries",
        "description": "The registries that are asked, over all replicas: at most 500.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [],
        "responses": {
          "200": {
            "description": "The registries.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegistryStatusList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/pin-suggestions": {
      "get": {
        "operationId": "ListPinSuggestions",
        "description": "What to pin the references of one entity to whose files get into its artifact.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The pins.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReferencePinList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/entities/{kind}/{namespace}/{name}/tag-history": {
      "get": {
        "operationId": "GetEntityTagHistory",
        "description": "The history of the tags that one entity names, with the places and the builds that CI told of.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/cardDays"
          }
        ],
        "responses": {
          "200": {
            "description": "The history.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityTagHistory"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/tags": {
      "get": {
        "operationId": "ExportTags",
        "description": "All tags that match, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/registry"
          },
          {
            "$ref": "#/components/parameters/tagState"
          },
          {
            "$ref": "#/components/parameters/failing"
          },
          {
            "$ref": "#/components/parameters/tagOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/WatchedTag"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/tag-moves": {
      "get": {
        "operationId": "ExportTagMoves",
        "description": "All moves that match, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/runtime"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/membership"
          },
          {
            "$ref": "#/components/parameters/search"
          },
          {
            "$ref": "#/components/parameters/tagId"
          },
          {
            "$ref": "#/components/parameters/moveClass"
          },
          {
            "$ref": "#/components/parameters/contentsClass"
          },
          {
            "$ref": "#/components/parameters/platform"
          },
          {
            "$ref": "#/components/parameters/exposed"
          },
          {
            "$ref": "#/components/parameters/since"
          },
          {
            "$ref": "#/components/parameters/tagMoveOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/TagMove"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/tag-impact": {
      "get": {
        "operationId": "ExportTagImpact",
        "description": "All places that a move concerns, as a file. The connection breaks off where something fails on the way, so a file that arrives to its end is whole.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/format"
          },
          {
            "$ref": "#/components/parameters/move"
          },
          {
            "$ref": "#/components/parameters/exposure"
          },
          {
            "$ref": "#/components/parameters/tagImpactOrderField"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/TagImpact"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "404": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/registry-events": {
      "post": {
        "operationId": "NotifyOfPush",
        "description": "Tells that registries have got something new, in the words of the registry itself or as a list of images. The tags named that are watched are looked at soon; nothing of what is told is believed.",
        "tags": [
          "Tags"
        ],
        "security": [
          {
            "JWT": []
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 64 KiB and 100 images, not encoded.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RegistryEvent"
              }
            },
            "application/cloudevents+json": {
              "schema": {
                "$ref": "#/components/schemas/RegistryEvent"
              }
            },
            "application/vnd.docker.distribution.events.v1+json": {
              "schema": {
                "$ref": "#/components/schemas/RegistryEvent"
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "How many images were named, and how many watched tags are looked at.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegistryEventResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "401": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "403": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "413": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "415": {
            "$ref": "#/components/responses/ErrorResponse"
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "JWT": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT"
      }
    },
    "parameters": {
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "description": "Kind of the entity, in any case.",
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9-]{1,63}$"
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "description": "Namespace of the entity, in any case.",
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_.-]{1,63}$"
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "description": "Name of the entity, in any case.",
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_.-]{1,63}$"
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "description": "Owners of the components; nested groups are included.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "description": "a full entity ref such as group:default/payments, or (none)",
            "minLength": 1,
            "maxLength": 300,
            "pattern": "^(\\(none\\)|[^:/\\s]{1,100}:[^:/\\s]{1,100}/[^:/\\s]{1,100})$"
          }
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "description": "Systems that the components are part of.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "description": "a full entity ref such as system:default/checkout, or (none)",
            "minLength": 1,
            "maxLength": 300,
            "pattern": "^(\\(none\\)|[^:/\\s]{1,100}:[^:/\\s]{1,100}/[^:/\\s]{1,100})$"
          }
        }
      },
      "domain": {
        "name": "domain",
        "in": "query",
        "description": "Domains of the systems; subdomains are included.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "description": "a full entity ref such as domain:default/commerce, or (none)",
            "minLength": 1,
            "maxLength": 300,
            "pattern": "^(\\(none\\)|[^:/\\s]{1,100}:[^:/\\s]{1,100}/[^:/\\s]{1,100})$"
          }
        }
      },
      "runtime": {
        "name": "runtime",
        "in": "query",
        "description": "Identifiers of Lambda runtimes, or `(none)` where none is known.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          }
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "description": "Values of `spec.lifecycle`, or `(none)`.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          }
        }
      },
      "membership": {
        "name": "membership",
        "in": "query",
        "description": "`direct` leaves out what belongs only to nested groups and subdomains.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "direct",
            "all"
          ]
        }
      },
      "state": {
        "name": "state",
        "in": "query",
        "description": "States of the components.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/CoverageState"
          }
        }
      },
      "weakest": {
        "name": "weakest",
        "in": "query",
        "description": "Classes of the weakest reference of the components.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/CountedPinClass"
          }
        }
      },
      "pinClass": {
        "name": "pinClass",
        "in": "query",
        "description": "Classes of which a component has a reference, or the reference is.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/CountedPinClass"
          }
        }
      },
      "image": {
        "name": "image",
        "in": "query",
        "description": "Images, `registry/repository`; for references also `(none)`.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          }
        }
      },
      "problem": {
        "name": "problem",
        "in": "query",
        "description": "Codes of problems.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/ProblemCode"
          }
        }
      },
      "severity": {
        "name": "severity",
        "in": "query",
        "description": "How bad the problems are.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          }
        }
      },
      "search": {
        "name": "search",
        "in": "query",
        "description": "Part of a name or text, in any case.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        }
      },
      "groupBy": {
        "name": "groupBy",
        "in": "query",
        "description": "What to group by. Required unless a cursor is given.",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/CoverageGrouping"
        }
      },
      "days": {
        "name": "days",
        "in": "query",
        "description": "How many days back, today included.",
        "allowReserved": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 366,
          "default": 90
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "description": "Items per page.",
        "allowReserved": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 20
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "`nextCursor` or `prevCursor` of an earlier page of the same list.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 8192
        }
      },
      "format": {
        "name": "format",
        "in": "query",
        "required": true,
        "description": "The kind of file.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "csv",
            "json"
          ]
        }
      },
      "componentOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `weakest,asc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "name,asc",
            "name,desc",
            "owner,asc",
            "owner,desc",
            "system,asc",
            "system,desc",
            "state,asc",
            "state,desc",
            "references,asc",
            "references,desc",
            "weakest,asc",
            "weakest,desc",
            "collectedAt,asc",
            "collectedAt,desc",
            "problems,asc",
            "problems,desc"
          ]
        }
      },
      "referenceOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `pinClass,asc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "image,asc",
            "image,desc",
            "pinClass,asc",
            "pinClass,desc",
            "component,asc",
            "component,desc",
            "file,asc",
            "file,desc"
          ]
        }
      },
      "problemOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `severity,asc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "code,asc",
            "code,desc",
            "severity,asc",
            "severity,desc",
            "component,asc",
            "component,desc"
          ]
        }
      },
      "groupOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `unpinned,desc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "key,asc",
            "key,desc",
            "components,asc",
            "components,desc",
            "references,asc",
            "references,desc",
            "unpinned,asc",
            "unpinned,desc",
            "share,asc",
            "share,desc"
          ]
        }
      },
      "verdict": {
        "name": "verdict",
        "in": "query",
        "description": "Verdicts of the components.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/Verdict"
          }
        }
      },
      "rule": {
        "name": "rule",
        "in": "query",
        "description": "Rules that speak of the components.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/RuleId"
          }
        }
      },
      "outcome": {
        "name": "outcome",
        "in": "query",
        "description": "Outcomes of the simulation.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/Outcome"
          }
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "description": "Identifiers of the runtimes that components are on, or `(none)`.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          }
        }
      },
      "riskGroupBy": {
        "name": "groupBy",
        "in": "query",
        "description": "What to group by. Required unless a cursor is given.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "owner",
            "system",
            "domain",
            "runtime"
          ]
        }
      },
      "targetRuntime": {
        "name": "runtime",
        "in": "query",
        "description": "The runtime to simulate, as in the Lambda API.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "an identifier of the Lambda API such as provided.al2023",
          "minLength": 1,
          "maxLength": 64,
          "pattern": "^[a-z][a-z0-9.-]{1,63}$"
        }
      },
      "targetArchitecture": {
        "name": "architecture",
        "in": "query",
        "description": "The architecture to simulate.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "x86_64",
            "arm64"
          ]
        }
      },
      "targetImage": {
        "name": "image",
        "in": "query",
        "description": "An image to build on, by tag or digest, of a repository that a component names. It stands alone, without runtime and architecture.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "an image with a tag or a digest such as docker.io/library/amazonlinux:2023",
          "minLength": 1,
          "maxLength": 512,
          "pattern": "^[A-Za-z0-9]([A-Za-z0-9._:/@+-]{0,511})$"
        }
      },
      "riskOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `verdict,asc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "name,asc",
            "name,desc",
            "owner,asc",
            "owner,desc",
            "system,asc",
            "system,desc",
            "runtime,asc",
            "runtime,desc",
            "verdict,asc",
            "verdict,desc",
            "measuredAt,asc",
            "measuredAt,desc"
          ]
        }
      },
      "riskGroupOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `broken,desc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "key,asc",
            "key,desc",
            "components,asc",
            "components,desc",
            "broken,asc",
            "broken,desc",
            "unknown,asc",
            "unknown,desc"
          ]
        }
      },
      "whatIfOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "The only order there is.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "outcome,asc"
          ]
        }
      },
      "tagIdInPath": {
        "name": "tagId",
        "in": "path",
        "required": true,
        "description": "The `id` of a tag.",
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_-]{1,64}$"
        }
      },
      "moveIdInPath": {
        "name": "moveId",
        "in": "path",
        "required": true,
        "description": "The `id` of a move.",
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_-]{1,64}$"
        }
      },
      "historyDays": {
        "name": "days",
        "in": "query",
        "description": "How many days back.",
        "allowReserved": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 3660,
          "default": 90
        }
      },
      "cardDays": {
        "name": "days",
        "in": "query",
        "description": "How many days back.",
        "allowReserved": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 366,
          "default": 30
        }
      },
      "registry": {
        "name": "registry",
        "in": "query",
        "description": "Hosts of registries, as in references or as they are asked.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          }
        }
      },
      "tagState": {
        "name": "state",
        "in": "query",
        "description": "States of the tags.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/TagState"
          }
        }
      },
      "failing": {
        "name": "failing",
        "in": "query",
        "description": "Whether the last look failed.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "true",
            "false"
          ]
        }
      },
      "tagId": {
        "name": "tag",
        "in": "query",
        "description": "Ids of tags.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "description": "an id such as the API gives",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_-]{1,64}$"
          }
        }
      },
      "moveClass": {
        "name": "class",
        "in": "query",
        "description": "Classes of the moves.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/TagMoveClass"
          }
        }
      },
      "contentsClass": {
        "name": "contents",
        "in": "query",
        "description": "What came with the moves. `none` is also for those with which nothing can have come, as of deleted tags; `unknown` for those of which it is not known, because it is being read, could not be read or is not read.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/ContentsFilter"
          }
        }
      },
      "comparedPlatform": {
        "name": "platform",
        "in": "query",
        "required": true,
        "description": "The platform whose images are compared.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "a platform such as linux/arm64",
          "minLength": 1,
          "maxLength": 100,
          "pattern": "^[a-z0-9]+(/[A-Za-z0-9._-]+){1,3}$"
        }
      },
      "fromDigest": {
        "name": "from",
        "in": "query",
        "required": true,
        "description": "The digest before.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "a digest such as sha256 and 64 hexadecimal digits",
          "minLength": 1,
          "maxLength": 200,
          "pattern": "^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"
        }
      },
      "toDigest": {
        "name": "to",
        "in": "query",
        "required": true,
        "description": "The digest after.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "a digest such as sha256 and 64 hexadecimal digits",
          "minLength": 1,
          "maxLength": 200,
          "pattern": "^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"
        }
      },
      "platform": {
        "name": "platform",
        "in": "query",
        "description": "Platforms that the moves changed.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "description": "a platform such as linux/arm64",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[a-z0-9._-]+(/[a-zA-Z0-9._-]+){1,2}$"
          }
        }
      },
      "exposed": {
        "name": "exposed",
        "in": "query",
        "description": "Whether a component is exposed, or possibly is.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "true",
            "false"
          ]
        }
      },
      "since": {
        "name": "since",
        "in": "query",
        "description": "The earliest time at which the moves were seen.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "a time in ISO 8601 such as 2026-04-01 or 2026-04-01T12:00:00Z",
          "minLength": 10,
          "maxLength": 40,
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$"
        }
      },
      "exposure": {
        "name": "exposure",
        "in": "query",
        "description": "Whether components are exposed.",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/Exposure"
          }
        }
      },
      "move": {
        "name": "move",
        "in": "query",
        "required": true,
        "description": "The `id` of a move.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "description": "an id such as the API gives",
          "minLength": 1,
          "maxLength": 64,
          "pattern": "^[A-Za-z0-9_-]{1,64}$"
        }
      },
      "tagOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "Field and order. Default `lastMove,desc`.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "image,asc",
            "image,desc",
            "components,asc",
            "components,desc",
            "lastMove,asc",
            "lastMove,desc",
            "seen,asc",
            "seen,desc"
          ]
        }
      },
      "tagMoveOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "The only order there is.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "before,desc"
          ]
        }
      },
      "tagImpactOrderField": {
        "name": "orderField",
        "in": "query",
        "description": "The only order there is.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "enum": [
            "exposure,asc"
          ]
        }
      }
    },
    "responses": {
      "ErrorResponse": {
        "description": "What went wrong.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "request": {
            "type": "object",
            "properties": {
              "method": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "number"
              }
            }
          }
        }
      },
      "PinPatch": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "patch"
        ],
        "properties": {
          "patch": {
            "type": "string"
          }
        }
      },
      "EntityReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "status",
          "reason",
          "stale",
          "collectedAt",
          "attemptedAt",
          "nextDueAt",
          "intervalSeconds",
          "staleAfterSeconds",
          "failure",
          "source",
          "searched",
          "files",
          "functions",
          "references",
          "summary",
          "problems",
          "canRefresh"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "not-applicable",
              "never-collected",
              "nothing-found",
              "complete",
              "partial",
              "failed"
            ]
          },
          "reason": {
            "type": [
              "string",
              "null"
            ],
            "description": "For `not-applicable` and `nothing-found`, why."
          },
          "stale": {
            "type": "boolean"
          },
          "collectedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "attemptedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "nextDueAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "intervalSeconds": {
            "type": "integer"
          },
          "staleAfterSeconds": {
            "type": "integer"
          },
          "failure": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/CollectionFailure"
              },
              {
                "type": "null"
              }
            ]
          },
          "source": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Source"
              },
              {
                "type": "null"
              }
            ]
          },
          "searched": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "files": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReportedFile"
            }
          },
          "functions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LambdaFunction"
            }
          },
          "references": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReportedReference"
            }
          },
          "summary": {
            "$ref": "#/components/schemas/ReferenceSummary"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "canRefresh": {
            "type": "boolean"
          }
        }
      },
      "CollectionFailure": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "code",
          "message",
          "since",
          "attempts"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/ProblemCode"
          },
          "message": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "attempts": {
            "type": "integer"
          }
        }
      },
      "Source": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "type",
          "target",
          "url",
          "revision"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "url",
              "file"
            ]
          },
          "target": {
            "type": "string"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "revision": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ReportedFile": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "url",
          "status",
          "message",
          "line",
          "target"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "status": {
            "type": "string",
            "enum": [
              "read",
              "template",
              "invalid",
              "failed"
            ]
          },
          "message": {
            "type": [
              "string",
              "null"
            ]
          },
          "line": {
            "type": [
              "integer",
              "null"
            ]
          },
          "target": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Sourced": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "value",
          "source",
          "detail"
        ],
        "properties": {
          "value": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "enum": [
              "annotation",
              "metadata",
              "dockerfile",
              "assumed"
            ]
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "LambdaFunction": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "runtime",
          "architecture",
          "packageType"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "runtime": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Sourced"
              },
              {
                "type": "null"
              }
            ]
          },
          "architecture": {
            "$ref": "#/components/schemas/Sourced"
          },
          "packageType": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Sourced"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "PinClass": {
        "type": "string",
        "enum": [
          "digest",
          "dated",
          "exact-os",
          "exact",
          "partial",
          "channel",
          "floating",
          "unresolved",
          "invalid",
          "scratch",
          "stage"
        ]
      },
      "NormalizedReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "registry",
          "repository",
          "tag",
          "digest"
        ],
        "properties": {
          "registry": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "tag": {
            "type": [
              "string",
              "null"
            ]
          },
          "digest": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "Place": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "file",
          "startLine",
          "startColumn",
          "endLine",
          "endColumn"
        ],
        "properties": {
          "file": {
            "type": "string"
          },
          "startLine": {
            "type": "integer"
          },
          "startColumn": {
            "type": "integer"
          },
          "endLine": {
            "type": "integer"
          },
          "endColumn": {
            "type": "integer"
          }
        }
      },
      "Stage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "index",
          "name"
        ],
        "properties": {
          "index": {
            "type": "integer"
          },
          "name": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ResolutionStep": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "variable",
          "value",
          "source"
        ],
        "properties": {
          "variable": {
            "type": "string"
          },
          "value": {
            "type": [
              "string",
              "null"
            ]
          },
          "source": {
            "type": "string",
            "enum": [
              "arg-default",
              "build-arg",
              "predefined",
              "substitution-default",
              "env",
              "unset"
            ]
          },
          "place": {
            "$ref": "#/components/schemas/Place"
          }
        }
      },
      "ReferenceCandidate": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "resolved",
          "normalized",
          "pinClass",
          "condition"
        ],
        "properties": {
          "resolved": {
            "type": "string"
          },
          "normalized": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/NormalizedReference"
              },
              {
                "type": "null"
              }
            ]
          },
          "pinClass": {
            "$ref": "#/components/schemas/PinClass"
          },
          "condition": {
            "type": "string"
          }
        }
      },
      "ReferenceFix": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "ready",
              "digest-needed",
              "not-fixable",
              "pinned"
            ]
          },
          "digest": {
            "type": "string"
          },
          "digestSource": {
            "type": "string"
          },
          "patch": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "ReportedReference": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "origin",
          "kind",
          "raw",
          "resolved",
          "normalized",
          "pinClass",
          "role",
          "reachable",
          "deferred",
          "place",
          "startLine",
          "endLine",
          "url",
          "stage",
          "platform",
          "unresolvedVariables",
          "steps",
          "candidates",
          "problems",
          "fix"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "origin": {
            "$ref": "#/components/schemas/ReferenceOrigin"
          },
          "kind": {
            "type": "string",
            "enum": [
              "image",
              "stage",
              "scratch",
              "invalid"
            ]
          },
          "raw": {
            "type": "string"
          },
          "resolved": {
            "type": "string"
          },
          "normalized": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/NormalizedReference"
              },
              {
                "type": "null"
              }
            ]
          },
          "pinClass": {
            "$ref": "#/components/schemas/PinClass"
          },
          "role": {
            "$ref": "#/components/schemas/ReferenceRole"
          },
          "reachable": {
            "type": "boolean"
          },
          "deferred": {
            "type": "boolean"
          },
          "place": {
            "$ref": "#/components/schemas/Place"
          },
          "startLine": {
            "type": "integer"
          },
          "endLine": {
            "type": "integer"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "stage": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Stage"
              },
              {
                "type": "null"
              }
            ]
          },
          "platform": {
            "type": [
              "string",
              "null"
            ]
          },
          "unresolvedVariables": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ResolutionStep"
            }
          },
          "candidates": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReferenceCandidate"
            }
          },
          "problems": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "fix": {
            "$ref": "#/components/schemas/ReferenceFix"
          },
          "tagState": {
            "description": "Null where no tag is named, or it is not watched.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/ReportedTagState"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ReferenceSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "pinned",
          "changeable",
          "unresolved",
          "unreachable",
          "weakest",
          "byClass"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "pinned": {
            "type": "integer"
          },
          "changeable": {
            "type": "integer"
          },
          "unresolved": {
            "type": "integer"
          },
          "unreachable": {
            "type": "integer"
          },
          "weakest": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/PinClass"
              },
              {
                "type": "null"
              }
            ]
          },
          "byClass": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          }
        }
      },
      "ProblemCode": {
        "type": "string",
        "enum": [
          "LC101",
          "LC102",
          "LC103",
          "LC201",
          "LC301",
          "LC302",
          "LC303",
          "LC304",
          "LC305",
          "LC401",
          "LC402"
        ]
      },
      "Problem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "code",
          "severity",
          "message",
          "fix"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/ProblemCode"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "message": {
            "type": "string"
          },
          "fix": {
            "type": "string"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "annotation": {
            "type": "string"
          }
        }
      },
      "CoverageState": {
        "type": "string",
        "enum": [
          "pinned",
          "dated",
          "unpinned",
          "no-images",
          "never-collected",
          "unreadable",
          "partly-read",
          "no-build-file",
          "expired"
        ]
      },
      "CountedPinClass": {
        "type": "string",
        "description": "A class of references that are counted, strongest first.",
        "enum": [
          "digest",
          "dated",
          "exact-os",
          "exact",
          "partial",
          "channel",
          "floating",
          "unresolved",
          "invalid"
        ]
      },
      "CoverageGrouping": {
        "type": "string",
        "enum": [
          "owner",
          "system",
          "domain",
          "runtime",
          "image",
          "lifecycle"
        ]
      },
      "CountByState": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pinned",
          "dated",
          "unpinned",
          "no-images",
          "never-collected",
          "unreadable",
          "partly-read",
          "no-build-file",
          "expired"
        ],
        "properties": {
          "pinned": {
            "type": "integer"
          },
          "dated": {
            "type": "integer"
          },
          "unpinned": {
            "type": "integer"
          },
          "no-images": {
            "type": "integer"
          },
          "never-collected": {
            "type": "integer"
          },
          "unreadable": {
            "type": "integer"
          },
          "partly-read": {
            "type": "integer"
          },
          "no-build-file": {
            "type": "integer"
          },
          "expired": {
            "type": "integer"
          }
        }
      },
      "CountByClass": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "digest",
          "dated",
          "exact-os",
          "exact",
          "partial",
          "channel",
          "floating",
          "unresolved",
          "invalid"
        ],
        "properties": {
          "digest": {
            "type": "integer"
          },
          "dated": {
            "type": "integer"
          },
          "exact-os": {
            "type": "integer"
          },
          "exact": {
            "type": "integer"
          },
          "partial": {
            "type": "integer"
          },
          "channel": {
            "type": "integer"
          },
          "floating": {
            "type": "integer"
          },
          "unresolved": {
            "type": "integer"
          },
          "invalid": {
            "type": "integer"
          }
        }
      },
      "Share": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "count",
          "total",
          "ratio"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "total": {
            "type": "integer"
          },
          "ratio": {
            "type": [
              "number",
              "null"
            ],
            "minimum": 0,
            "maximum": 1,
            "description": "Null where the total is 0."
          }
        }
      },
      "ComponentNumbers": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "byState",
          "byWeakest",
          "withProblems"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byState": {
            "$ref": "#/components/schemas/CountByState"
          },
          "byWeakest": {
            "$ref": "#/components/schemas/CountByClass"
          },
          "withProblems": {
            "type": "integer"
          }
        }
      },
      "ReferenceNumbers": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "byClass"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byClass": {
            "$ref": "#/components/schemas/CountByClass"
          }
        }
      },
      "CoverageNumbers": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "components",
          "references",
          "pinnedReferences",
          "stableReferences",
          "pinnedComponents",
          "stableComponents"
        ],
        "properties": {
          "components": {
            "$ref": "#/components/schemas/ComponentNumbers"
          },
          "references": {
            "$ref": "#/components/schemas/ReferenceNumbers"
          },
          "pinnedReferences": {
            "$ref": "#/components/schemas/Share"
          },
          "stableReferences": {
            "$ref": "#/components/schemas/Share"
          },
          "pinnedComponents": {
            "$ref": "#/components/schemas/Share"
          },
          "stableComponents": {
            "$ref": "#/components/schemas/Share"
          }
        }
      },
      "CollectedSpan": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "latest",
          "earliest"
        ],
        "properties": {
          "latest": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "earliest": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          }
        }
      },
      "CoverageSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "components",
          "references",
          "pinnedReferences",
          "stableReferences",
          "pinnedComponents",
          "stableComponents",
          "stale",
          "failing",
          "collected",
          "staleAfterSeconds",
          "expiredAfterSeconds"
        ],
        "properties": {
          "components": {
            "$ref": "#/components/schemas/ComponentNumbers"
          },
          "references": {
            "$ref": "#/components/schemas/ReferenceNumbers"
          },
          "pinnedReferences": {
            "$ref": "#/components/schemas/Share"
          },
          "stableReferences": {
            "$ref": "#/components/schemas/Share"
          },
          "pinnedComponents": {
            "$ref": "#/components/schemas/Share"
          },
          "stableComponents": {
            "$ref": "#/components/schemas/Share"
          },
          "stale": {
            "type": "integer"
          },
          "failing": {
            "type": "integer"
          },
          "collected": {
            "$ref": "#/components/schemas/CollectedSpan"
          },
          "staleAfterSeconds": {
            "type": "integer"
          },
          "expiredAfterSeconds": {
            "type": "integer"
          }
        }
      },
      "CoverageGroup": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "direct",
          "total"
        ],
        "properties": {
          "key": {
            "type": [
              "string",
              "null"
            ],
            "description": "Null for what has none."
          },
          "direct": {
            "$ref": "#/components/schemas/CoverageNumbers"
          },
          "total": {
            "$ref": "#/components/schemas/CoverageNumbers"
          }
        }
      },
      "ListedProblems": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "first"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "first": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Problem"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ComponentCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "title",
          "owners",
          "system",
          "lifecycle",
          "runtimes",
          "state",
          "weakest",
          "references",
          "collectedAt",
          "stale",
          "failing",
          "problems"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": [
              "string",
              "null"
            ]
          },
          "lifecycle": {
            "type": [
              "string",
              "null"
            ]
          },
          "runtimes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "state": {
            "$ref": "#/components/schemas/CoverageState"
          },
          "weakest": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/CountedPinClass"
              },
              {
                "type": "null"
              }
            ]
          },
          "references": {
            "$ref": "#/components/schemas/ReferenceNumbers"
          },
          "collectedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "stale": {
            "type": "boolean"
          },
          "failing": {
            "type": "boolean"
          },
          "problems": {
            "$ref": "#/components/schemas/ListedProblems"
          }
        }
      },
      "ReferenceListItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "title",
          "owners",
          "system",
          "origin",
          "raw",
          "resolved",
          "image",
          "pinClass",
          "role",
          "file",
          "line",
          "url",
          "collectedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": [
              "string",
              "null"
            ]
          },
          "origin": {
            "$ref": "#/components/schemas/ReferenceOrigin"
          },
          "raw": {
            "type": "string"
          },
          "resolved": {
            "type": "string"
          },
          "image": {
            "type": [
              "string",
              "null"
            ]
          },
          "pinClass": {
            "$ref": "#/components/schemas/CountedPinClass"
          },
          "role": {
            "$ref": "#/components/schemas/ReferenceRole"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "collectedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          }
        }
      },
      "ProblemListItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "title",
          "owners",
          "system",
          "collectedAt",
          "code",
          "severity",
          "message",
          "fix"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": [
              "string",
              "null"
            ]
          },
          "collectedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "code": {
            "$ref": "#/components/schemas/ProblemCode"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "message": {
            "type": "string"
          },
          "fix": {
            "type": "string"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "annotation": {
            "type": "string"
          }
        }
      },
      "PageInfo": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "nextCursor": {
            "type": "string"
          },
          "prevCursor": {
            "type": "string"
          }
        }
      },
      "ComponentPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ComponentCoverage"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ReferencePage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReferenceListItem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ProblemPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ProblemListItem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "CoverageGroupPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CoverageGroup"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "CountedComponents": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "byState"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byState": {
            "$ref": "#/components/schemas/CountByState"
          }
        }
      },
      "CoverageTrendPoint": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day",
          "components",
          "references"
        ],
        "properties": {
          "day": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
          },
          "components": {
            "$ref": "#/components/schemas/CountedComponents"
          },
          "references": {
            "$ref": "#/components/schemas/ReferenceNumbers"
          }
        }
      },
      "CoverageTrend": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "points"
        ],
        "properties": {
          "from": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
          },
          "to": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
          },
          "points": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CoverageTrendPoint"
            }
          }
        }
      },
      "ReferenceOrigin": {
        "type": "string",
        "enum": [
          "dockerfile-from",
          "dockerfile-copy-from",
          "dockerfile-run-mount",
          "dockerfile-onbuild",
          "dockerfile-syntax"
        ]
      },
      "ReferenceRole": {
        "type": "string",
        "enum": [
          "runtime",
          "builder",
          "tool",
          "frontend",
          "test"
        ]
      },
      "Verdict": {
        "type": "string",
        "enum": [
          "broken",
          "at-risk",
          "unknown",
          "compatible",
          "no-native-code"
        ]
      },
      "RuleId": {
        "type": "string",
        "enum": [
          "R1",
          "R2",
          "R3",
          "R4",
          "R5",
          "R10",
          "R11",
          "R12",
          "R13",
          "R14",
          "R20",
          "R21",
          "R22",
          "R23",
          "R24",
          "R30",
          "R31"
        ]
      },
      "Outcome": {
        "type": "string",
        "enum": [
          "breaks",
          "can-break",
          "unknown",
          "works",
          "not-affected"
        ]
      },
      "Answer": {
        "type": "string",
        "enum": [
          "yes",
          "no",
          "unknown"
        ]
      },
      "SourcedValue": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "value",
          "source",
          "assumed"
        ],
        "properties": {
          "value": {
            "type": [
              "string",
              "null"
            ]
          },
          "source": {
            "type": "string"
          },
          "assumed": {
            "type": "boolean"
          },
          "conflict": {
            "type": "string"
          }
        }
      },
      "BuildFacts": {
        "type": "object",
        "additionalProperties": false,
        "required": [],
        "properties": {
          "url": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "number": {
            "type": "string"
          }
        }
      },
      "MeasuredArtifact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "mount",
          "sha256",
          "format",
          "size"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "mount": {
            "type": "string",
            "enum": [
              "function",
              "layer",
              "image"
            ]
          },
          "sha256": {
            "type": "string"
          },
          "format": {
            "type": "string",
            "enum": [
              "file",
              "folder",
              "zip",
              "tar",
              "tar.gz",
              "tar.zst"
            ]
          },
          "size": {
            "type": "integer"
          }
        }
      },
      "FindingSymbol": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "demangled",
          "alsoAt"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "demangled": {
            "type": "string"
          },
          "alsoAt": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "WayOut": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "text",
          "code"
        ],
        "properties": {
          "kind": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "code": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "HighestVersion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state",
          "version"
        ],
        "properties": {
          "state": {
            "type": "string"
          },
          "version": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "FactSource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "text",
          "asOf",
          "grade"
        ],
        "properties": {
          "text": {
            "type": "string"
          },
          "asOf": {
            "type": [
              "string",
              "null"
            ]
          },
          "grade": {
            "type": "string",
            "enum": [
              "measured",
              "documented",
              "derived",
              "memory"
            ]
          }
        }
      },
      "ProvidedFact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "answer",
          "library",
          "highest",
          "sources"
        ],
        "properties": {
          "answer": {
            "$ref": "#/components/schemas/Answer"
          },
          "library": {
            "type": [
              "string",
              "null"
            ]
          },
          "highest": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/HighestVersion"
            }
          },
          "sources": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FactSource"
            }
          }
        }
      },
      "Finding": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rule",
          "verdict",
          "key",
          "file",
          "artifact",
          "library",
          "version",
          "symbols",
          "symbolCount",
          "provided",
          "message",
          "undecided",
          "waysOut"
        ],
        "properties": {
          "rule": {
            "$ref": "#/components/schemas/RuleId"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "broken",
              "at-risk",
              "unknown",
              "info"
            ]
          },
          "key": {
            "type": "string"
          },
          "file": {
            "type": [
              "string",
              "null"
            ]
          },
          "artifact": {
            "type": [
              "string",
              "null"
            ]
          },
          "library": {
            "type": [
              "string",
              "null"
            ]
          },
          "version": {
            "type": [
              "string",
              "null"
            ]
          },
          "symbols": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FindingSymbol"
            }
          },
          "symbolCount": {
            "type": [
              "integer",
              "null"
            ]
          },
          "provided": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ProvidedFact"
              },
              {
                "type": "null"
              }
            ]
          },
          "message": {
            "type": "string"
          },
          "undecided": {
            "type": [
              "string",
              "null"
            ]
          },
          "waysOut": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WayOut"
            }
          }
        }
      },
      "LadderRow": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "namespace",
          "library",
          "needed",
          "versions",
          "provided",
          "answer",
          "scale",
          "metBy"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "library": {
            "type": "string"
          },
          "needed": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "version",
              "file"
            ],
            "properties": {
              "version": {
                "type": "string"
              },
              "file": {
                "type": "string"
              }
            }
          },
          "versions": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "version",
                "answer",
                "files"
              ],
              "properties": {
                "version": {
                  "type": "string"
                },
                "answer": {
                  "$ref": "#/components/schemas/Answer"
                },
                "files": {
                  "type": "integer"
                }
              }
            }
          },
          "provided": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/HighestVersion"
            }
          },
          "answer": {
            "$ref": "#/components/schemas/Answer"
          },
          "scale": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "metBy": {
            "type": "string",
            "enum": [
              "runtime",
              "artifact",
              "mixed",
              "nobody",
              "unknown"
            ]
          },
          "nextBuild": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "versions",
                  "highest",
                  "image"
                ],
                "properties": {
                  "versions": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "highest": {
                    "type": "string"
                  },
                  "image": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "FileOutcome": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "artifact",
          "selection",
          "reason",
          "loads",
          "description"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "artifact": {
            "type": "string"
          },
          "selection": {
            "type": "string",
            "enum": [
              "loaded",
              "library",
              "not-selected",
              "not-loadable"
            ]
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "loads": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Answer"
              },
              {
                "type": "null"
              }
            ]
          },
          "description": {
            "type": "string"
          }
        }
      },
      "Judgement": {
        "type": "object",
        "required": [
          "verdict",
          "findings",
          "ladder",
          "files",
          "sentence",
          "counts",
          "evidence",
          "runtime"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "ladder": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LadderRow"
            }
          },
          "files": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FileOutcome"
            }
          },
          "sentence": {
            "type": "string"
          },
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "broken",
              "at-risk",
              "unknown",
              "info"
            ],
            "properties": {
              "broken": {
                "type": "integer"
              },
              "at-risk": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              }
            }
          },
          "evidence": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "grade",
              "nativeFiles",
              "countedFiles"
            ],
            "properties": {
              "grade": {
                "type": "string",
                "enum": [
                  "E0",
                  "E3",
                  "E4"
                ]
              },
              "nativeFiles": {
                "type": "integer"
              },
              "countedFiles": {
                "type": "integer"
              }
            }
          },
          "runtime": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "architecture",
              "profile",
              "asOf"
            ],
            "properties": {
              "id": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "architecture": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "profile": {
                "oneOf": [
                  {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "id",
                      "name",
                      "origin"
                    ],
                    "properties": {
                      "id": {
                        "type": "string"
                      },
                      "name": {
                        "type": "string"
                      },
                      "origin": {
                        "type": "string"
                      }
                    }
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "asOf": {
                "type": [
                  "string",
                  "null"
                ]
              }
            }
          }
        }
      },
      "FunctionCompatibility": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "runtime",
          "architecture",
          "packageType",
          "judgement",
          "artifacts",
          "measuredAt",
          "uploadedAt",
          "build"
        ],
        "properties": {
          "id": {
            "type": [
              "string",
              "null"
            ]
          },
          "name": {
            "type": "string"
          },
          "runtime": {
            "$ref": "#/components/schemas/SourcedValue"
          },
          "architecture": {
            "$ref": "#/components/schemas/SourcedValue"
          },
          "packageType": {
            "$ref": "#/components/schemas/SourcedValue"
          },
          "judgement": {
            "$ref": "#/components/schemas/Judgement"
          },
          "nativeCode": {
            "type": "string",
            "enum": [
              "none",
              "static",
              "linked",
              "unknown"
            ]
          },
          "artifacts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MeasuredArtifact"
            }
          },
          "measuredAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "uploadedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "build": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/BuildFacts"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "EntityCompatibility": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "status",
          "verdict",
          "functions"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "measured",
              "never-measured",
              "not-applicable"
            ]
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "functions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionCompatibility"
            }
          }
        }
      },
      "ArtifactReport": {
        "type": "object",
        "description": "As `lambda-compat scan` writes it; the type ArtifactReport of @lambda-compat/elf-symbols. Every property is checked, and its sha256 must not be null."
      },
      "FunctionArtifacts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "artifacts"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "artifacts": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "mount",
                "sha256",
                "format",
                "size",
                "report"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "mount": {
                  "type": "string",
                  "enum": [
                    "function",
                    "layer",
                    "image"
                  ]
                },
                "sha256": {
                  "type": "string"
                },
                "format": {
                  "type": "string"
                },
                "size": {
                  "type": "integer"
                },
                "report": {
                  "$ref": "#/components/schemas/ArtifactReport"
                }
              }
            }
          }
        }
      },
      "ReportUpload": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "schema",
          "entityRef",
          "artifact",
          "measuredAt"
        ],
        "properties": {
          "schema": {
            "type": "string",
            "enum": [
              "lambda-compat/upload/v1"
            ]
          },
          "entityRef": {
            "type": "string",
            "description": "Kind, namespace and name, such as component:default/orders."
          },
          "function": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_.-]{1,140}$",
            "description": "Not given: the function that the entity names, or the entity itself."
          },
          "artifact": {
            "$ref": "#/components/schemas/ArtifactReport"
          },
          "layers": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "artifact"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "artifact": {
                  "$ref": "#/components/schemas/ArtifactReport"
                }
              }
            }
          },
          "runtime": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9.-]{1,63}$"
          },
          "architecture": {
            "type": "string",
            "enum": [
              "x86_64",
              "arm64"
            ]
          },
          "packageType": {
            "type": "string",
            "enum": [
              "zip",
              "image"
            ]
          },
          "measuredAt": {
            "type": "string",
            "description": "ISO 8601 with time zone; not in the future."
          },
          "build": {
            "$ref": "#/components/schemas/BuildFacts"
          },
          "profile": {
            "type": "object",
            "description": "A runtime profile measured in the own account."
          }
        }
      },
      "UploadResult": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "verdict",
          "sentence"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "sentence": {
            "type": "string"
          }
        }
      },
      "CountByVerdict": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "broken",
          "at-risk",
          "unknown",
          "compatible",
          "no-native-code"
        ],
        "properties": {
          "broken": {
            "type": "integer"
          },
          "at-risk": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "compatible": {
            "type": "integer"
          },
          "no-native-code": {
            "type": "integer"
          }
        }
      },
      "RiskNumbers": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "byVerdict",
          "measured",
          "compatible",
          "evidence"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byVerdict": {
            "$ref": "#/components/schemas/CountByVerdict"
          },
          "measured": {
            "type": "integer"
          },
          "compatible": {
            "$ref": "#/components/schemas/Share"
          },
          "evidence": {
            "$ref": "#/components/schemas/Share"
          }
        }
      },
      "RiskSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "byVerdict",
          "measured",
          "compatible",
          "evidence",
          "byRule",
          "deprecation"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byVerdict": {
            "$ref": "#/components/schemas/CountByVerdict"
          },
          "measured": {
            "type": "integer"
          },
          "compatible": {
            "$ref": "#/components/schemas/Share"
          },
          "evidence": {
            "$ref": "#/components/schemas/Share"
          },
          "byRule": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "deprecation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "components",
              "firstRuntime",
              "firstDate"
            ],
            "properties": {
              "components": {
                "type": "integer"
              },
              "firstRuntime": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "firstDate": {
                "type": [
                  "string",
                  "null"
                ]
              }
            }
          }
        }
      },
      "RiskGroup": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "key",
          "direct",
          "total"
        ],
        "properties": {
          "key": {
            "type": [
              "string",
              "null"
            ]
          },
          "direct": {
            "$ref": "#/components/schemas/RiskNumbers"
          },
          "total": {
            "$ref": "#/components/schemas/RiskNumbers"
          }
        }
      },
      "RiskComponent": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "title",
          "owners",
          "system",
          "lifecycle",
          "runtimes",
          "verdict",
          "sentence",
          "rules",
          "functions",
          "measured",
          "measuredAt"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": [
              "string",
              "null"
            ]
          },
          "lifecycle": {
            "type": [
              "string",
              "null"
            ]
          },
          "runtimes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "sentence": {
            "type": "string"
          },
          "rules": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RuleId"
            }
          },
          "functions": {
            "type": "integer"
          },
          "measured": {
            "type": "integer"
          },
          "measuredAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          }
        }
      },
      "WhatIfComponent": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "title",
          "owners",
          "system",
          "runtimes",
          "verdict",
          "outcome",
          "reason"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "system": {
            "type": [
              "string",
              "null"
            ]
          },
          "runtimes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "outcome": {
            "$ref": "#/components/schemas/Outcome"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "RiskGroupPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RiskGroup"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "RiskComponentPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RiskComponent"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "WhatIfAnswer": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "target",
          "counts",
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "target": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "runtime",
              "architecture",
              "image",
              "profile"
            ],
            "properties": {
              "runtime": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "architecture": {
                "type": [
                  "string",
                  "null"
                ]
              },
              "image": {
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/WhatIfImage"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "profile": {
                "type": [
                  "string",
                  "null"
                ]
              }
            }
          },
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "breaks",
              "can-break",
              "unknown",
              "works",
              "not-affected"
            ],
            "properties": {
              "breaks": {
                "type": "integer"
              },
              "can-break": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "works": {
                "type": "integer"
              },
              "not-affected": {
                "type": "integer"
              }
            }
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WhatIfComponent"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "TagState": {
        "type": "string",
        "enum": [
          "unseen",
          "present",
          "gone"
        ]
      },
      "LookFailureCode": {
        "type": "string",
        "enum": [
          "no-access",
          "manifest-unknown",
          "repository-unknown",
          "not-found",
          "rate-limited",
          "quota-exhausted",
          "server-error",
          "unexpected-answer",
          "wrong-digest",
          "wrong-type",
          "legacy-manifest",
          "too-large",
          "too-many-redirects",
          "refused-address",
          "refused-realm",
          "timeout",
          "dns",
          "tls",
          "connection",
          "not-looked"
        ]
      },
      "TagMoveClass": {
        "type": "string",
        "enum": [
          "gone",
          "back",
          "reverted",
          "content",
          "platforms",
          "undetermined",
          "pending",
          "no-op",
          "format",
          "attestation"
        ]
      },
      "TagPlatformMoveClass": {
        "type": "string",
        "enum": [
          "gone",
          "back",
          "lost",
          "gained",
          "reverted",
          "content",
          "undetermined",
          "no-op",
          "format",
          "unchanged"
        ]
      },
      "Exposure": {
        "type": "string",
        "enum": [
          "already-built",
          "next-build",
          "possibly",
          "not-exposed"
        ]
      },
      "ExposureReason": {
        "type": "string",
        "enum": [
          "digest",
          "other-tag",
          "static",
          "no-native-code",
          "unreachable",
          "not-shaping",
          "other-platform",
          "no-longer",
          "unknown-platform",
          "partly-read",
          "unknown-build",
          "rebuilt-compatible"
        ]
      },
      "TagObserver": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "host"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "registry",
              "mirror"
            ]
          },
          "host": {
            "type": "string"
          }
        }
      },
      "LookFailure": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "code",
          "message",
          "since",
          "attempts"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/LookFailureCode"
          },
          "message": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "attempts": {
            "type": "integer"
          }
        }
      },
      "ObservedBetween": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "after",
          "before"
        ],
        "properties": {
          "after": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "before": {
            "type": "string",
            "description": "ISO 8601, UTC."
          }
        }
      },
      "WatchedTag": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "image",
          "registry",
          "repository",
          "tag",
          "observer",
          "pinClass",
          "state",
          "digest",
          "platforms",
          "since",
          "checkedAt",
          "seenAt",
          "nextLookAt",
          "intervalSeconds",
          "failure",
          "unstable",
          "movedThoughDated",
          "notWatched",
          "components",
          "otherObservers",
          "movesIn30Days",
          "lastMoveAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "registry": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "tag": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/TagObserver"
          },
          "pinClass": {
            "$ref": "#/components/schemas/PinClass"
          },
          "state": {
            "$ref": "#/components/schemas/TagState"
          },
          "digest": {
            "type": [
              "string",
              "null"
            ]
          },
          "platforms": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "platform",
                "digest"
              ],
              "properties": {
                "platform": {
                  "type": "string"
                },
                "digest": {
                  "type": "string"
                }
              }
            }
          },
          "since": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ObservedBetween"
              },
              {
                "type": "null"
              }
            ]
          },
          "checkedAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "seenAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "nextLookAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "intervalSeconds": {
            "type": "integer"
          },
          "failure": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/LookFailure"
              },
              {
                "type": "null"
              }
            ]
          },
          "unstable": {
            "type": "boolean"
          },
          "movedThoughDated": {
            "type": "boolean"
          },
          "notWatched": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "no-component",
              "excluded",
              null
            ]
          },
          "components": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "unpinned"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "unpinned": {
                "type": "integer"
              }
            }
          },
          "otherObservers": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "tagId",
                "observer",
                "state",
                "digest",
                "seenAt"
              ],
              "properties": {
                "tagId": {
                  "type": "string"
                },
                "observer": {
                  "$ref": "#/components/schemas/TagObserver"
                },
                "state": {
                  "$ref": "#/components/schemas/TagState"
                },
                "digest": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "seenAt": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "ISO 8601, UTC."
                }
              }
            }
          },
          "movesIn30Days": {
            "type": "integer"
          },
          "lastMoveAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          }
        }
      },
      "TagInterval": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "platform",
          "digest",
          "began",
          "lastSeenAt",
          "endedBefore",
          "source",
          "reportedBy",
          "aliases"
        ],
        "properties": {
          "platform": {
            "type": [
              "string",
              "null"
            ]
          },
          "digest": {
            "type": [
              "string",
              "null"
            ]
          },
          "began": {
            "$ref": "#/components/schemas/ObservedBetween"
          },
          "lastSeenAt": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "endedBefore": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "source": {
            "type": "string",
            "enum": [
              "observed",
              "reported"
            ]
          },
          "reportedBy": {
            "type": [
              "string",
              "null"
            ]
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TagOutage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "from",
          "until",
          "code",
          "message"
        ],
        "properties": {
          "from": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "until": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "code": {
            "$ref": "#/components/schemas/LookFailureCode"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "TagPlatformMove": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "platform",
          "from",
          "to",
          "class"
        ],
        "properties": {
          "platform": {
            "type": "string"
          },
          "from": {
            "type": [
              "string",
              "null"
            ]
          },
          "to": {
            "type": [
              "string",
              "null"
            ]
          },
          "class": {
            "$ref": "#/components/schemas/TagPlatformMoveClass"
          }
        }
      },
      "TagMove": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "tagId",
          "image",
          "observer",
          "from",
          "to",
          "between",
          "class",
          "changes",
          "platforms",
          "undecided",
          "unstable",
          "source",
          "reportedBy",
          "aliases",
          "exposed",
          "latest",
          "contents"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "tagId": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/TagObserver"
          },
          "from": {
            "type": [
              "string",
              "null"
            ]
          },
          "to": {
            "type": [
              "string",
              "null"
            ]
          },
          "between": {
            "$ref": "#/components/schemas/ObservedBetween"
          },
          "class": {
            "$ref": "#/components/schemas/TagMoveClass"
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagMoveClass"
            }
          },
          "platforms": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagPlatformMove"
            }
          },
          "undecided": {
            "type": [
              "string",
              "null"
            ]
          },
          "unstable": {
            "type": "boolean"
          },
          "source": {
            "type": "string",
            "enum": [
              "observed",
              "reported"
            ]
          },
          "reportedBy": {
            "type": [
              "string",
              "null"
            ]
          },
          "aliases": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "to": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "exposed": {
            "type": "integer"
          },
          "latest": {
            "type": "boolean"
          },
          "contents": {
            "$ref": "#/components/schemas/MoveContentsClass"
          }
        }
      },
      "TagMoveDetails": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "tagId",
          "image",
          "observer",
          "from",
          "to",
          "between",
          "class",
          "changes",
          "platforms",
          "undecided",
          "unstable",
          "source",
          "reportedBy",
          "aliases",
          "exposed",
          "latest",
          "contents",
          "impact",
          "runtimes",
          "windows"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "tagId": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "observer": {
            "$ref": "#/components/schemas/TagObserver"
          },
          "from": {
            "type": [
              "string",
              "null"
            ]
          },
          "to": {
            "type": [
              "string",
              "null"
            ]
          },
          "between": {
            "$ref": "#/components/schemas/ObservedBetween"
          },
          "class": {
            "$ref": "#/components/schemas/TagMoveClass"
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagMoveClass"
            }
          },
          "platforms": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagPlatformMove"
            }
          },
          "undecided": {
            "type": [
              "string",
              "null"
            ]
          },
          "unstable": {
            "type": "boolean"
          },
          "source": {
            "type": "string",
            "enum": [
              "observed",
              "reported"
            ]
          },
          "reportedBy": {
            "type": [
              "string",
              "null"
            ]
          },
          "aliases": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "to": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "exposed": {
            "type": "integer"
          },
          "latest": {
            "type": "boolean"
          },
          "impact": {
            "$ref": "#/components/schemas/TagImpactCounts"
          },
          "contents": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MoveContents"
            }
          },
          "runtimes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MoveOnRuntime"
            }
          },
          "windows": {
            "type": "array",
            "description": "Times in which components were exposed that began with the move, at most 100.",
            "items": {
              "$ref": "#/components/schemas/ExposureWindow"
            }
          }
        }
      },
      "TagHistory": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "tag",
          "intervals",
          "outages",
          "moves",
          "knownSince",
          "truncated"
        ],
        "properties": {
          "tag": {
            "$ref": "#/components/schemas/WatchedTag"
          },
          "intervals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagInterval"
            }
          },
          "outages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagOutage"
            }
          },
          "moves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagMove"
            }
          },
          "knownSince": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "truncated": {
            "type": "boolean"
          }
        }
      },
      "TagImpact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "title",
          "ownerRefs",
          "systemRef",
          "exposure",
          "reason",
          "reference",
          "pinClass",
          "origin",
          "role",
          "stage",
          "platform",
          "file",
          "line",
          "url",
          "from",
          "until",
          "lastBuild",
          "builtVerdict",
          "builtReason"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "ownerRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "systemRef": {
            "type": [
              "string",
              "null"
            ]
          },
          "exposure": {
            "$ref": "#/components/schemas/Exposure"
          },
          "reason": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ExposureReason"
              },
              {
                "type": "null"
              }
            ]
          },
          "reference": {
            "type": "string"
          },
          "pinClass": {
            "$ref": "#/components/schemas/PinClass"
          },
          "origin": {
            "$ref": "#/components/schemas/ReferenceOrigin"
          },
          "role": {
            "$ref": "#/components/schemas/ReferenceRole"
          },
          "stage": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Stage"
              },
              {
                "type": "null"
              }
            ]
          },
          "platform": {
            "type": [
              "string",
              "null"
            ]
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "from": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "until": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "lastBuild": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/LastBuild"
              },
              {
                "type": "null"
              }
            ]
          },
          "builtVerdict": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "broken",
              "compatible",
              "other",
              null
            ]
          },
          "builtReason": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "NamingPlace": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reference",
          "pinClass",
          "role",
          "stage",
          "platform",
          "file",
          "line",
          "url",
          "exposure",
          "reason"
        ],
        "properties": {
          "reference": {
            "type": "string"
          },
          "pinClass": {
            "$ref": "#/components/schemas/PinClass"
          },
          "role": {
            "$ref": "#/components/schemas/ReferenceRole"
          },
          "stage": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Stage"
              },
              {
                "type": "null"
              }
            ]
          },
          "platform": {
            "type": [
              "string",
              "null"
            ]
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "exposure": {
            "$ref": "#/components/schemas/Exposure"
          },
          "reason": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ExposureReason"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "EntityTagHistory": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "status",
          "from",
          "tags",
          "builds",
          "windows"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "not-collected",
              "no-tags",
              "available"
            ]
          },
          "from": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "tags": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NamedTagHistory"
            }
          },
          "builds": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "at",
                "functionName",
                "number",
                "url",
                "commit",
                "verdict"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "description": "ISO 8601, UTC."
                },
                "functionName": {
                  "type": "string"
                },
                "number": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "url": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "commit": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "verdict": {
                  "type": "string",
                  "enum": [
                    "broken",
                    "compatible",
                    "other"
                  ]
                }
              }
            }
          },
          "windows": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExposureWindow"
            }
          }
        }
      },
      "NamedTagHistory": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "tag",
          "intervals",
          "outages",
          "moves",
          "knownSince",
          "truncated",
          "places"
        ],
        "properties": {
          "tag": {
            "$ref": "#/components/schemas/WatchedTag"
          },
          "intervals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagInterval"
            }
          },
          "outages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagOutage"
            }
          },
          "moves": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagMove"
            }
          },
          "knownSince": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "truncated": {
            "type": "boolean"
          },
          "places": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NamingPlace"
            }
          }
        }
      },
      "RegistryStatus": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "host",
          "observer",
          "tags",
          "failingTags",
          "requestsToday",
          "quota",
          "parkedUntil",
          "parkedReason",
          "lastAnswerAt",
          "lastFailureAt",
          "lastFailure"
        ],
        "properties": {
          "host": {
            "type": "string"
          },
          "observer": {
            "type": "string",
            "enum": [
              "registry",
              "mirror"
            ]
          },
          "tags": {
            "type": "integer"
          },
          "failingTags": {
            "type": "integer"
          },
          "requestsToday": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "counted",
              "tokens"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "counted": {
                "type": "integer"
              },
              "tokens": {
                "type": "integer"
              }
            }
          },
          "quota": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/RegistryQuota"
              },
              {
                "type": "null"
              }
            ]
          },
          "parkedUntil": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "parkedReason": {
            "type": [
              "string",
              "null"
            ]
          },
          "lastAnswerAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "lastFailureAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "lastFailure": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "RegistryQuota": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "limit",
          "remaining",
          "windowSeconds",
          "seenAt"
        ],
        "properties": {
          "limit": {
            "type": "integer"
          },
          "remaining": {
            "type": "integer"
          },
          "windowSeconds": {
            "type": [
              "integer",
              "null"
            ]
          },
          "seenAt": {
            "type": "string",
            "description": "ISO 8601, UTC."
          }
        }
      },
      "RegistryStatusList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RegistryStatus"
            }
          }
        }
      },
      "WatchedTagPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WatchedTag"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "TagMovePage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagMove"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "TagImpactPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "totalItems",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TagImpact"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ContentsState": {
        "type": "string",
        "enum": [
          "none",
          "pending",
          "available",
          "too-large",
          "failed",
          "off"
        ]
      },
      "ContentsClass": {
        "type": "string",
        "enum": [
          "distro",
          "symbol-versions",
          "packages",
          "configuration",
          "none"
        ]
      },
      "ContentsFilter": {
        "type": "string",
        "enum": [
          "distro",
          "symbol-versions",
          "packages",
          "configuration",
          "none",
          "unknown"
        ]
      },
      "MoveContentsClass": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state",
          "class",
          "sentence"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/ContentsState"
          },
          "class": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ContentsClass"
              },
              {
                "type": "null"
              }
            ]
          },
          "sentence": {
            "type": [
              "string",
              "null"
            ]
          },
          "gained": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "library",
                "versions"
              ],
              "properties": {
                "library": {
                  "type": "string"
                },
                "versions": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "TagImpactCounts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "alreadyBuilt",
          "nextBuild",
          "possibly",
          "notExposed"
        ],
        "properties": {
          "alreadyBuilt": {
            "type": "integer"
          },
          "nextBuild": {
            "type": "integer"
          },
          "possibly": {
            "type": "integer"
          },
          "notExposed": {
            "type": "integer"
          }
        }
      },
      "MoveContents": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "platform",
          "state",
          "message",
          "summary"
        ],
        "properties": {
          "platform": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ContentsState"
          },
          "message": {
            "type": [
              "string",
              "null"
            ]
          },
          "summary": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ContentsSummary"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ContentsSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "class",
          "sentence",
          "gained",
          "lost",
          "distro",
          "packages"
        ],
        "properties": {
          "class": {
            "$ref": "#/components/schemas/ContentsClass"
          },
          "sentence": {
            "type": "string"
          },
          "gained": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "library",
                "versions"
              ],
              "properties": {
                "library": {
                  "type": "string"
                },
                "versions": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "lost": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "library",
                "versions"
              ],
              "properties": {
                "library": {
                  "type": "string"
                },
                "versions": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "distro": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "type": "string"
                  },
                  "to": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "packages": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "added",
              "removed",
              "upgraded",
              "downgraded"
            ],
            "properties": {
              "added": {
                "type": "integer"
              },
              "removed": {
                "type": "integer"
              },
              "upgraded": {
                "type": "integer"
              },
              "downgraded": {
                "type": "integer"
              }
            }
          }
        }
      },
      "ImageFit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "answer",
          "beyond",
          "sentence"
        ],
        "properties": {
          "answer": {
            "$ref": "#/components/schemas/Answer"
          },
          "beyond": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "library",
                "versions",
                "unknown",
                "highest"
              ],
              "properties": {
                "library": {
                  "type": "string"
                },
                "versions": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "unknown": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "highest": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "namespace",
                      "image",
                      "runtime"
                    ],
                    "properties": {
                      "namespace": {
                        "type": "string"
                      },
                      "image": {
                        "type": "string"
                      },
                      "runtime": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": [
                            "state",
                            "version"
                          ],
                          "properties": {
                            "state": {
                              "type": "string"
                            },
                            "version": {
                              "type": [
                                "string",
                                "null"
                              ]
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "sentence": {
            "type": "string"
          },
          "libraries": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "compared",
              "notCompared",
              "notInRuntime"
            ],
            "properties": {
              "compared": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "notCompared": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "notInRuntime": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "MoveOnRuntime": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "runtime",
          "architecture",
          "profile",
          "fit",
          "components"
        ],
        "properties": {
          "runtime": {
            "type": "string"
          },
          "architecture": {
            "type": "string",
            "enum": [
              "x86_64",
              "arm64"
            ]
          },
          "profile": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "name",
                  "origin",
                  "asOf"
                ],
                "properties": {
                  "name": {
                    "type": "string"
                  },
                  "origin": {
                    "type": "string"
                  },
                  "asOf": {
                    "type": [
                      "string",
                      "null"
                    ]
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "fit": {
            "$ref": "#/components/schemas/ImageFit"
          },
          "components": {
            "type": "integer"
          }
        }
      },
      "MoveComparison": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state",
          "message",
          "comparison"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/ContentsState"
          },
          "message": {
            "type": [
              "string",
              "null"
            ]
          },
          "comparison": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ImageComparison"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ComparedImage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "digest",
          "platform",
          "created",
          "version"
        ],
        "properties": {
          "digest": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "created": {
            "type": [
              "string",
              "null"
            ]
          },
          "version": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "OsRelease": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "idLike",
          "versionId",
          "versionCodename",
          "name",
          "prettyName",
          "path"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "idLike": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "versionId": {
            "type": [
              "string",
              "null"
            ]
          },
          "versionCodename": {
            "type": [
              "string",
              "null"
            ]
          },
          "name": {
            "type": "string"
          },
          "prettyName": {
            "type": "string"
          },
          "path": {
            "type": "string"
          }
        }
      },
      "InstalledPackage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "version",
          "architecture",
          "source"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "architecture": {
            "type": "string"
          },
          "source": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "PackageChanges": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "system",
          "added",
          "removed",
          "upgraded",
          "downgraded",
          "others",
          "unchanged"
        ],
        "properties": {
          "system": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "rpm",
              "dpkg",
              "apk",
              null
            ]
          },
          "added": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/InstalledPackage"
            }
          },
          "removed": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/InstalledPackage"
            }
          },
          "upgraded": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "architecture",
                "from",
                "to",
                "source"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "architecture": {
                  "type": "string"
                },
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "source": {
                  "oneOf": [
                    {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "from",
                        "to"
                      ],
                      "properties": {
                        "from": {
                          "type": [
                            "string",
                            "null"
                          ]
                        },
                        "to": {
                          "type": [
                            "string",
                            "null"
                          ]
                        }
                      }
                    },
                    {
                      "type": "null"
                    }
                  ]
                }
              }
            }
          },
          "downgraded": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "architecture",
                "from",
                "to",
                "source"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "architecture": {
                  "type": "string"
                },
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "source": {
                  "oneOf": [
                    {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "from",
                        "to"
                      ],
                      "properties": {
                        "from": {
                          "type": [
                            "string",
                            "null"
                          ]
                        },
                        "to": {
                          "type": [
                            "string",
                            "null"
                          ]
                        }
                      }
                    },
                    {
                      "type": "null"
                    }
                  ]
                }
              }
            }
          },
          "others": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "architecture",
                "from",
                "to"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "architecture": {
                  "type": "string"
                },
                "from": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "to": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "unchanged": {
            "type": "integer"
          }
        }
      },
      "ConfigurationChanges": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "labels",
          "env",
          "entrypoint",
          "cmd",
          "user",
          "workingDir"
        ],
        "properties": {
          "labels": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "from",
                "to"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "from": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "to": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "env": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "from",
                "to"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "from": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "to": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "entrypoint": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  },
                  "to": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "cmd": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  },
                  "to": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "user": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "type": "string"
                  },
                  "to": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "workingDir": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to"
                ],
                "properties": {
                  "from": {
                    "type": "string"
                  },
                  "to": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ImageFile": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "type",
          "mode",
          "uid",
          "gid",
          "size",
          "sha256",
          "target",
          "hardlinkTo",
          "mtime"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "enum": [
              "file",
              "directory",
              "symlink",
              "character-device",
              "block-device",
              "fifo"
            ]
          },
          "mode": {
            "type": "integer"
          },
          "uid": {
            "type": "integer"
          },
          "gid": {
            "type": "integer"
          },
          "size": {
            "type": "integer"
          },
          "sha256": {
            "type": [
              "string",
              "null"
            ]
          },
          "target": {
            "type": [
              "string",
              "null"
            ]
          },
          "hardlinkTo": {
            "type": [
              "string",
              "null"
            ]
          },
          "mtime": {
            "type": "number"
          },
          "xattrs": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "device": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "FileChanges": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "counts",
          "added",
          "removed",
          "changed",
          "attributes",
          "truncated"
        ],
        "properties": {
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "added",
              "removed",
              "changed",
              "attributes",
              "times",
              "unchanged"
            ],
            "properties": {
              "added": {
                "type": "integer"
              },
              "removed": {
                "type": "integer"
              },
              "changed": {
                "type": "integer"
              },
              "attributes": {
                "type": "integer"
              },
              "times": {
                "type": "integer"
              },
              "unchanged": {
                "type": "integer"
              }
            }
          },
          "added": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageFile"
            }
          },
          "removed": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageFile"
            }
          },
          "changed": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "from",
                "to"
              ],
              "properties": {
                "from": {
                  "$ref": "#/components/schemas/ImageFile"
                },
                "to": {
                  "$ref": "#/components/schemas/ImageFile"
                }
              }
            }
          },
          "attributes": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "from",
                "to"
              ],
              "properties": {
                "from": {
                  "$ref": "#/components/schemas/ImageFile"
                },
                "to": {
                  "$ref": "#/components/schemas/ImageFile"
                }
              }
            }
          },
          "truncated": {
            "type": "boolean"
          }
        }
      },
      "ImageComparison": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "schema",
          "from",
          "to",
          "class",
          "sentence",
          "distro",
          "symbolVersions",
          "libraries",
          "packages",
          "configuration",
          "files",
          "size",
          "undecided"
        ],
        "properties": {
          "schema": {
            "type": "string",
            "enum": [
              "lambda-compat/image-comparison/v1"
            ]
          },
          "from": {
            "$ref": "#/components/schemas/ComparedImage"
          },
          "to": {
            "$ref": "#/components/schemas/ComparedImage"
          },
          "class": {
            "$ref": "#/components/schemas/ContentsClass"
          },
          "sentence": {
            "type": "string"
          },
          "distro": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to",
              "changed"
            ],
            "properties": {
              "from": {
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/OsRelease"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "to": {
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/OsRelease"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "changed": {
                "type": "boolean"
              }
            }
          },
          "symbolVersions": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "library",
                "path",
                "gained",
                "lost",
                "highest"
              ],
              "properties": {
                "library": {
                  "type": "string"
                },
                "path": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "from",
                    "to"
                  ],
                  "properties": {
                    "from": {
                      "type": "string"
                    },
                    "to": {
                      "type": "string"
                    }
                  }
                },
                "gained": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "name",
                      "symbols"
                    ],
                    "properties": {
                      "name": {
                        "type": "string"
                      },
                      "symbols": {
                        "type": [
                          "integer",
                          "null"
                        ]
                      }
                    }
                  }
                },
                "lost": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "name",
                      "symbols"
                    ],
                    "properties": {
                      "name": {
                        "type": "string"
                      },
                      "symbols": {
                        "type": [
                          "integer",
                          "null"
                        ]
                      }
                    }
                  }
                },
                "highest": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "namespace",
                      "from",
                      "to"
                    ],
                    "properties": {
                      "namespace": {
                        "type": "string"
                      },
                      "from": {
                        "type": [
                          "string",
                          "null"
                        ]
                      },
                      "to": {
                        "type": [
                          "string",
                          "null"
                        ]
                      }
                    }
                  }
                }
              }
            }
          },
          "libraries": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "added",
              "removed"
            ],
            "properties": {
              "added": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "removed": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "packages": {
            "$ref": "#/components/schemas/PackageChanges"
          },
          "configuration": {
            "$ref": "#/components/schemas/ConfigurationChanges"
          },
          "files": {
            "$ref": "#/components/schemas/FileChanges"
          },
          "size": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "compressed",
                  "unpacked"
                ],
                "properties": {
                  "compressed": {
                    "type": "integer"
                  },
                  "unpacked": {
                    "type": "integer"
                  }
                }
              },
              "to": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "compressed",
                  "unpacked"
                ],
                "properties": {
                  "compressed": {
                    "type": "integer"
                  },
                  "unpacked": {
                    "type": "integer"
                  }
                }
              }
            }
          },
          "undecided": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ReferencePin": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "suggestion",
          "reason",
          "rejected",
          "alternatives",
          "entityRef",
          "title",
          "referenceId",
          "reference",
          "file",
          "line",
          "url",
          "platform",
          "runtime",
          "architecture",
          "current",
          "pinned",
          "patch",
          "noPatch"
        ],
        "properties": {
          "suggestion": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/PinSuggestion"
              },
              {
                "type": "null"
              }
            ]
          },
          "reason": {
            "type": [
              "string",
              "null"
            ]
          },
          "rejected": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "digest",
                "tag",
                "reason"
              ],
              "properties": {
                "digest": {
                  "type": "string"
                },
                "tag": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          },
          "alternatives": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WayOut"
            }
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": [
              "string",
              "null"
            ]
          },
          "referenceId": {
            "type": "string"
          },
          "reference": {
            "type": "string"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "platform": {
            "type": [
              "string",
              "null"
            ]
          },
          "runtime": {
            "type": [
              "string",
              "null"
            ]
          },
          "architecture": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "x86_64",
              "arm64",
              null
            ]
          },
          "current": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "digest",
                  "tag"
                ],
                "properties": {
                  "digest": {
                    "type": "string"
                  },
                  "tag": {
                    "type": [
                      "string",
                      "null"
                    ]
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "pinned": {
            "type": [
              "string",
              "null"
            ]
          },
          "patch": {
            "type": [
              "string",
              "null"
            ]
          },
          "noPatch": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "PinSuggestion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "digest",
          "platformDigest",
          "tag",
          "fits",
          "why",
          "behind"
        ],
        "properties": {
          "digest": {
            "type": "string"
          },
          "platformDigest": {
            "type": "string"
          },
          "tag": {
            "type": [
              "string",
              "null"
            ]
          },
          "fits": {
            "type": "string",
            "enum": [
              "by-construction",
              "measured"
            ]
          },
          "why": {
            "type": "string"
          },
          "behind": {
            "oneOf": [
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "releases",
                  "since",
                  "sentence"
                ],
                "properties": {
                  "releases": {
                    "type": "integer"
                  },
                  "since": {
                    "type": "string",
                    "description": "ISO 8601, UTC."
                  },
                  "sentence": {
                    "type": "string"
                  }
                }
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ReferencePinList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReferencePin"
            }
          }
        }
      },
      "TagMoveSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "markdown"
        ],
        "properties": {
          "markdown": {
            "type": "string"
          }
        }
      },
      "RuntimeProfileState": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "runtime",
          "architecture",
          "origin",
          "source",
          "image",
          "history"
        ],
        "properties": {
          "runtime": {
            "type": "string"
          },
          "architecture": {
            "type": "string",
            "enum": [
              "x86_64",
              "arm64"
            ]
          },
          "origin": {
            "type": "string",
            "enum": [
              "shipped",
              "image"
            ]
          },
          "source": {
            "type": "string"
          },
          "image": {
            "type": [
              "string",
              "null"
            ]
          },
          "history": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "digest",
                "after",
                "before",
                "highest"
              ],
              "properties": {
                "digest": {
                  "type": "string"
                },
                "after": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "ISO 8601, UTC."
                },
                "before": {
                  "type": "string",
                  "description": "ISO 8601, UTC."
                },
                "highest": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "namespace",
                      "version"
                    ],
                    "properties": {
                      "namespace": {
                        "type": "string"
                      },
                      "version": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "RuntimeProfileList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RuntimeProfileState"
            }
          }
        }
      },
      "LastBuild": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "source",
          "number",
          "url",
          "commit"
        ],
        "properties": {
          "at": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "source": {
            "type": "string",
            "enum": [
              "upload",
              "commit"
            ]
          },
          "number": {
            "type": [
              "string",
              "null"
            ]
          },
          "url": {
            "type": [
              "string",
              "null"
            ]
          },
          "commit": {
            "type": [
              "string",
              "null"
            ]
          }
        }
      },
      "ExposureWindow": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "tagId",
          "moveId",
          "image",
          "reference",
          "opened",
          "closed",
          "closedBy",
          "seconds",
          "symbolVersions"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "tagId": {
            "type": "string"
          },
          "moveId": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "reference": {
            "type": "string"
          },
          "opened": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "after",
              "before"
            ],
            "properties": {
              "after": {
                "type": [
                  "string",
                  "null"
                ],
                "description": "ISO 8601, UTC."
              },
              "before": {
                "type": "string",
                "description": "ISO 8601, UTC."
              }
            }
          },
          "closed": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "closedBy": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "pinned",
              "rebuilt-compatible",
              "reference-removed",
              "moved-back",
              null
            ]
          },
          "seconds": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "least",
              "most"
            ],
            "properties": {
              "least": {
                "type": "integer"
              },
              "most": {
                "type": [
                  "integer",
                  "null"
                ]
              }
            }
          },
          "symbolVersions": {
            "type": [
              "boolean",
              "null"
            ]
          }
        }
      },
      "WhatIfImage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "digests"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "digests": {
            "type": "object",
            "description": "Of the manifests that were asked about, by platform.",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      },
      "ReportedTagState": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "tagId",
          "state",
          "digest",
          "seenAt",
          "failure",
          "lastMove"
        ],
        "properties": {
          "tagId": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/TagState"
          },
          "digest": {
            "type": [
              "string",
              "null"
            ]
          },
          "seenAt": {
            "type": [
              "string",
              "null"
            ],
            "description": "ISO 8601, UTC."
          },
          "failure": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/LookFailure"
              },
              {
                "type": "null"
              }
            ]
          },
          "lastMove": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/ReportedTagMove"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "ReportedTagMove": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "before",
          "class"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "before": {
            "type": "string",
            "description": "ISO 8601, UTC."
          },
          "class": {
            "$ref": "#/components/schemas/TagMoveClass"
          }
        }
      },
      "RegistryEvent": {
        "type": "object",
        "description": "`images`, or the notification of a registry as it is: the CNCF registry, Docker Hub, Quay, Harbor, GitHub, Amazon ECR, Artifactory.",
        "properties": {
          "images": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "description": "registry/repository:tag"
            }
          }
        },
        "additionalProperties": true
      },
      "RegistryEventResult": {
        "type": "object",
        "properties": {
          "images": {
            "type": "integer",
            "description": "Images that were understood."
          },
          "tags": {
            "type": "integer",
            "description": "Watched tags that are looked at because of it."
          }
        },
        "required": [
          "images",
          "tags"
        ],
        "additionalProperties": false
      }
    }
  }
} as const;
