/** As text: every address stands on a line of its own. */
export const mailText = `{{subject}}

{{#lines}}
{{text}}

{{/lines}}
{{#hasFiles}}
{{filesLabel}}:
{{#files}}
- {{name}}{{#detail}} ({{detail}}){{/detail}}
{{/files}}

{{/hasFiles}}
{{#button}}
{{label}}:
{{url}}

{{/button}}
--
{{why}}
{{noReply}}
{{#unsubscribe}}
{{label}}: {{url}}
{{/unsubscribe}}
`;

/** Tables and styles at each element: what mail programs of all ages show alike. Nothing is loaded from anywhere. */
export const mailHtml = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{subject}}</title>
</head>
<body style="margin:0;padding:0;background:#eef0f3;color:#1f2933;font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Telugu',Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef0f3"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:10px;overflow:hidden">
<tr><td style="height:5px;background:{{colour}};font-size:0;line-height:0">&nbsp;</td></tr>
<tr><td style="padding:22px 28px 0 28px;font-size:13px;letter-spacing:.06em;color:#66727f">POLYSPOOL</td></tr>
<tr><td style="padding:6px 28px 4px 28px"><h1 style="margin:0;font-size:22px;line-height:1.35;font-weight:600;overflow-wrap:anywhere">{{subject}}</h1></td></tr>
{{#lines}}
<tr><td style="padding:10px 28px 0 28px;font-size:16px;line-height:1.6;overflow-wrap:anywhere">{{#lines}}{{line}}<br>{{/lines}}</td></tr>
{{/lines}}
{{#hasFiles}}
<tr><td style="padding:10px 28px 0 28px;font-size:16px;line-height:1.6">{{filesLabel}}:</td></tr>
<tr><td style="padding:8px 28px 0 28px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border:1px solid #dfe4ea;border-radius:8px;border-collapse:separate">
{{#files}}
<tr><td style="padding:9px 14px;font-size:15px;line-height:1.45;overflow-wrap:anywhere">{{#url}}<a href="{{url}}" style="color:#1d4e89">{{name}}</a>{{/url}}{{^url}}{{name}}{{/url}}</td><td align="right" style="padding:9px 14px;font-size:14px;color:#66727f;white-space:nowrap">{{detail}}</td></tr>
{{/files}}
</table></td></tr>
{{/hasFiles}}
{{#button}}
<tr><td style="padding:22px 28px 0 28px"><a href="{{url}}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:{{colour}};color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">{{label}}</a></td></tr>
{{/button}}
<tr><td style="padding:28px 28px 0 28px"><div style="border-top:1px solid #dfe4ea;font-size:0;line-height:0">&nbsp;</div></td></tr>
<tr><td style="padding:6px 28px 26px 28px;font-size:13px;line-height:1.6;color:#66727f">{{why}} {{noReply}}{{#unsubscribe}}<br><a href="{{url}}" style="color:#66727f">{{label}}</a>{{/unsubscribe}}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
