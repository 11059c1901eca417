/** The interface as a page that needs nothing from anywhere else; the OpenAPI document stands behind it. */
export function complaintApiPage(api: object): string {
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>投诉受理接口</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
pre { background: #f5f5f5; padding: 1rem; overflow: auto; font-size: 14px; }
</style>
</head>
<body>
<h1>投诉受理接口</h1>
<p>OpenAPI 3.1：<a href="openapi.json">openapi.json</a></p>
<pre>curl -X POST "$REDRESS/intake/complaints" \\
  -H "Authorization: Bearer $KEY" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H "Content-Type: application/json" \\
  -d '{"text": "三号楼电梯又停了。", "complainant": {"name": "王女士", "phone": "13800001111"}}'</pre>
<pre>${escaped(JSON.stringify(api, null, 2))}</pre>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
