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
    "description": "What the builds of AWS Lambda functions pull, per catalog entity.",
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
            "type": "string",
            "enum": [
              "dockerfile-from",
              "dockerfile-copy-from",
              "dockerfile-run-mount",
              "dockerfile-onbuild",
              "dockerfile-syntax"
            ]
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
            "type": "string",
            "enum": [
              "runtime",
              "builder",
              "tool",
              "frontend",
              "test"
            ]
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
      }
    }
  }
} as const;
