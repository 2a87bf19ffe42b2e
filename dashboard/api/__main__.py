"""`python -m dashboard.api`: prints the description in OpenAPI, for `docs/openapi.json`."""

import json

from dashboard.api.app import described
from dashboard.api.writing import written

if __name__ == "__main__":
    print(json.dumps(json.loads(written(described())), indent=1, ensure_ascii=False))
