"""The assistant server: findings as tools, resources and prompts of the Model Context Protocol, over standard input.

`mcp_server` is the only module that knows the protocol's package, which the extra `assistant` brings.
"""
